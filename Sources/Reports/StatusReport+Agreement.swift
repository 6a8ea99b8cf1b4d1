import History
package import Practice
import Records
import Space

/// What `rapport status` says of the agreement, of the goals in all of a person's spaces, and of skills to look at again.
package struct AgreementStatus: Sendable {
  /// How many goals a person works on at one time, over several spaces.
  package struct Load: Sendable, Hashable {
    /// Active goals in all spaces that could be read.
    package let goals: Int
    /// Spaces that could be read.
    package let spaces: Int
    /// Folders of spaces that couldn't be read.
    package let unread: [String]

    package init(goals: Int, spaces: Int, unread: [String]) {
      self.goals = goals
      self.spaces = spaces
      self.unread = unread
    }
  }

  private let signatures: Signatures?
  private let load: Load?
  private let reassessments: [Reassessment]

  /// - Parameters:
  ///   - signatures: who signed; nil where there is no agreement.
  ///   - load: the goals of all spaces; nil where there is but one.
  package init(signatures: Signatures?, load: Load?, reassessments: [Reassessment]) {
    self.signatures = signatures
    self.load = load
    self.reassessments = reassessments
  }

  /// At most one line for each of the three, besides spaces that can't be read.
  package var lines: [StyledText] {
    [signatureLines, loadLines, reassessmentLines].flatMap { $0 }
  }

  private var signatureLines: [StyledText] {
    guard let signatures, !signatures.areComplete else { return [] }
    let open = signatures.parts.filter { $0.standing != .present }
    let roles = open.map(\.role.rawValue).joined(separator: " and ")
    var line = StyledText("Agreement: ", .strong)
    if open.allSatisfy({ $0.standing == .unknown }) {
      return [line + "this clone doesn't go back to who signed; git fetch --unshallow"]
    }
    line += "\(roles) \(open.count == 1 ? "has" : "have") not signed the present text"
    var changed: [String] = []
    for case .earlier(let changes) in open.map(\.standing) {
      for part in AgreementReport.parts(of: changes) where !changed.contains(part) { changed.append(part) }
    }
    if !changed.isEmpty { line += "; changed: \(changed.joined(separator: ", "))" }
    return [line + "; rapport agree --show"]
  }

  private var loadLines: [StyledText] {
    guard let load else { return [] }
    let goals = "\(load.goals) active \(load.goals == 1 ? "goal" : "goals")"
    let spaces = "\(load.spaces) \(load.spaces == 1 ? "space" : "spaces")"
    var lines: [StyledText] = [StyledText("All your spaces: ", .strong) + "\(goals) in \(spaces)"]
    if !load.unread.isEmpty {
      lines.append(StyledText("Not read: ", .warning) + StyledText(load.unread.joined(separator: ", ")))
    }
    return lines
  }

  private var reassessmentLines: [StyledText] {
    guard let first = reassessments.first else { return [] }
    let rest = reassessments.count > 1 ? " and \(reassessments.count - 1) more" : ""
    return [
      StyledText("To assess again: ", .strong)
        + "\(first.skill.title), since \(first.goal.stem) was achieved\(rest); "
        + "rapport assess \(shell: first.skill.stem) LEVEL"
    ]
  }

  /// The same for programs.
  var json: JSONValue {
    .object([
      .init("signedByBoth", signatures.map { .boolean($0.areComplete) } ?? .null),
      .init(
        "unsigned",
        .array((signatures?.parts ?? []).filter { $0.standing != .present }.map { .string($0.role.rawValue) })
      ),
      .init("activeGoalsInAllSpaces", load.map { .integer($0.goals) } ?? .null),
      .init("toAssessAgain", .array(reassessments.map { .string($0.skill.path) })),
    ])
  }
}
