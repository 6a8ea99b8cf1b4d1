import Git
import TestSupport

extension TestContext {
  /// A space whose agreement both signed, with some active goals and one that is proposed.
  ///
  /// - Parameters:
  ///   - active: the names of the active goals.
  ///   - agreement: the agreement's fields besides the signatures.
  ///   - signatures: who has signed: `mentee`, `mentor`.
  static func agreed(
    active: [String] = [],
    _ agreement: String = "max_active_goals: 3",
    signedBy signatures: [String] = ["mentee", "mentor"]
  ) throws -> TestContext {
    let space = try TestContext.new()
    let entries = signatures.map { "  - {by: \($0), on: 2026-03-12}\n" }.joined()
    var files = [
      "agreement.md":
        "---\n\(agreement)\n\(entries.isEmpty ? "" : "signatures:\n" + entries)---\n## Saying no\nAna may.\n",
      "goals/idea.md": Self.goal("Idea", "proposed"),
    ]
    for name in active {
      files["goals/\(name).md"] = Self.goal(name.prefix(1).uppercased() + name.dropFirst(), "active")
    }
    try space.fixture.commit("by hand", files: files)
    return space
  }

  private static func goal(_ title: String, _ status: String) -> String {
    "---\ntitle: \(title)\nstatus: \(status)\ntarget: 2026-12-01\nsuccess: Done\n---\n"
  }
}
