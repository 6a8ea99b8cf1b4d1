import Records
import Space

/// Which of git's hooks run when rapport works, and which don't.
struct HooksCheck: DoctorCheck {
  let name = "hooks"
  let title = "hooks"

  /// The hook that git runs when rapport has it send.
  private static let runByRapport = "pre-push"

  /// Hooks that git runs when it commits, merges or moves a branch, which rapport does by itself.
  private static let runByGitAlone: Set<String> = [
    "commit-msg", "post-commit", "post-merge", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
    "reference-transaction",
  ]

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let hooks = try examination.space.hooks().filter {
      $0.name == Self.runByRapport || Self.runByGitAlone.contains($0.name)
    }
    guard !hooks.isEmpty else { return .fine("There are none that would run when you write or send.") }
    let silent = hooks.filter { !$0.isExecutable || $0.name != Self.runByRapport }
    guard !silent.isEmpty else { return .fine("pre-push runs before rapport sync sends.") }
    let details = hooks.map { "\($0.name): \(Self.fate(of: $0))" }
    if let broken = silent.first(where: { !$0.isExecutable }) {
      return .finding(
        Finding(
          text: "The file of the hook \(broken.name) may not be run, so git and rapport pass it by.",
          details: details,
          help: "chmod +x \(shell: examination.shown(broken.path))"
        )
      )
    }
    return .finding(
      Finding(
        text: "rapport runs no hook when it commits or merges, so what yours look after isn't looked after there.",
        details: details,
        help: "where it matters, write with --no-commit and commit by git commit; pre-push runs in any case"
      )
    )
  }

  private static func fate(of hook: Hook) -> String {
    if !hook.isExecutable { return "its file isn't executable, so nobody runs it" }
    return hook.name == runByRapport
      ? "runs before rapport sync sends" : "git commit and git merge run it, rapport doesn't"
  }
}
