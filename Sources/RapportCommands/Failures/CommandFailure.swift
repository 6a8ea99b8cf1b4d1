package import Records

/// Why a command stops: what happened, where, and the one thing to do next.
package struct CommandFailure: Error, Sendable {
  package var exit: RapportExit
  /// What happened; no note text.
  package var summary: String
  /// The file or folder concerned, where there is one.
  package var path: String?
  /// The command or edit that helps.
  package var help: String?
  /// Lines that belong to the summary, such as the candidates of an ambiguous name.
  package var details: [String]
  /// Problems in records, each with its place.
  package var diagnostics: [Diagnostic]

  package init(
    _ exit: RapportExit,
    _ summary: String,
    path: String? = nil,
    help: String? = nil,
    details: [String] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.exit = exit
    self.summary = summary
    self.path = path
    self.help = help
    self.details = details
    self.diagnostics = diagnostics
  }
  /// Up to eight things that a name may mean, and how many more there are.
  static func candidates(_ candidates: [String]) -> [String] {
    let shown = 8
    let rest = candidates.count - shown
    return candidates.prefix(shown) + (rest > 0 ? ["and \(rest) more"] : [])
  }
}
