import ArgumentParser
import Git
import History
import Records
import Reports
import Search
import Space
import Sync

/// Shows what went wrong: what happened, where, and what to do next.
struct ErrorRenderer: Sendable {
  let context: Context

  /// Writes the error and says which exit code it means.
  func show(_ error: any Error) -> Int32 {
    if let failure = failure(for: error) {
      show(failure)
      return failure.exit.rawValue
    }
    return showUsage(error)
  }

  /// The error as what happened and what helps; nil for one that isn't the world's fault.
  func failure(for error: any Error) -> CommandFailure? {
    switch error {
    case let failure as CommandFailure: failure
    case let error as SpaceError: CommandFailure(error, now: context.now)
    case let error as GitError: CommandFailure(error)
    case HistoryError.git(let error): CommandFailure(error)
    case let error as SyncError: CommandFailure(error, now: context.now)
    case let problem as RemoteProblem: CommandFailure(problem)
    case let problem as RemoteAddressProblem: CommandFailure(problem)
    case let error as EditError: CommandFailure(error)
    case let error as UnreadableRecord: CommandFailure(error)
    case SearchError.failed(let operation, let message):
      CommandFailure(.refused, "SQLite can't \(operation): \(message)", help: "see whether your SQLite has FTS5")
    case let error as OutputFailure:
      CommandFailure(error, after: nil)
    default: nil
    }
  }

  private func show(_ failure: CommandFailure) {
    var lines: [StyledText] = []
    for diagnostic in failure.diagnostics { lines += DiagnosticText.lines(for: diagnostic) }
    let place = failure.path.map { StyledText("\($0): ", .heading) } ?? ""
    lines.append(place + StyledText("error: ", .bad) + StyledText(failure.summary))
    lines += failure.details.map { "  \($0)" }
    if let help = failure.help { lines.append(StyledText("  help: ", .good) + StyledText(help)) }
    write(lines, to: .error)
  }

  /// Help, versions and completion scripts that were asked for, and mistakes in the command line.
  private func showUsage(_ error: any Error) -> Int32 {
    let text = Rapport.fullMessage(for: error, columns: columns)
    guard Rapport.exitCode(for: error) != .success else {
      try? context.terminal.write(Array((text + "\n").utf8), .output)
      return RapportExit.done.rawValue
    }
    guard Rapport.exitCode(for: error) == .validationFailure else {
      write(
        [StyledText("error: ", .bad) + "rapport has a bug: \(type(of: error))", "  help: please report it"],
        to: .error
      )
      return RapportExit.internalError.rawValue
    }
    var lines = Lines.of(text).map(Self.usageLine)
    if let verb = context.arguments.first, !verb.hasPrefix("-"), !Rapport.verbs.contains(verb) {
      return showUnknown(verb)
    }
    if hasTextLikeOption {
      let help = "a text that begins with '-' goes behind --, or behind the = of its option, as in --because='- why'"
      lines[lines.count - 1] = StyledText("  help: ", .good) + StyledText(help)
    }
    write(lines, to: .error)
    return RapportExit.usage.rawValue
  }

  /// Says that a word is no verb, and which may be meant.
  func showUnknown(_ verb: String) -> Int32 {
    // Who stops in the midst of a verb has spelt it right as far as it goes.
    let begun = verb.utf8.count < 3 ? [] : Rapport.verbs.filter { $0.hasPrefix(verb) }
    let near = begun.count == 1 ? begun[0] : Spelling.nearest(to: verb, among: Rapport.verbs)
    let suggestion = near.map { "did you mean rapport \($0)?" }
    write(
      [
        StyledText("error: ", .bad) + "'\(verb)' is not a rapport command",
        StyledText("  help: ", .good) + StyledText(suggestion ?? "see rapport --help"),
      ],
      to: .error
    )
    return RapportExit.usage.rawValue
  }

  /// Whether an argument can't be meant as an option, since it begins like one and goes on like a sentence.
  private var hasTextLikeOption: Bool {
    context.arguments.prefix { $0 != "--" }.contains { $0.hasPrefix("-") && $0.prefix { $0 != "=" }.contains(" ") }
  }

  /// A line of ArgumentParser's message, with the labels that all our errors have.
  private static func usageLine(_ line: String) -> StyledText {
    for (label, own, style) in [
      ("Error: ", "error: ", StyledText.Style.bad), ("Help:  ", "  ", .plain), ("Usage: ", "  usage: ", .good),
    ] where line.hasPrefix(label) {
      let text = line.dropFirst(label.count)
      let isError = label == "Error: "
      return StyledText(own, style)
        + StyledText(isError ? text.prefix(1).lowercased() + text.dropFirst() : String(text))
    }
    guard let command = line.firstMatch(of: /See '(rapport.*--help)' for more information\./)?.1 else {
      return StyledText(line)
    }
    return StyledText("  help: ", .good) + "see \(String(command))"
  }

  /// Where help texts are wrapped: `COLUMNS`, the terminal's width, else 80.
  private var columns: Int {
    context.environment["COLUMNS"].flatMap { Int($0) } ?? context.terminal.width ?? 80
  }

  private func write(_ lines: [StyledText], to stream: Terminal.Stream) {
    let color = ColorRule.usesColor(
      .auto,
      environment: context.environment,
      isTerminal: context.terminal.isErrorTerminal
    )
    try? context.terminal.write(Array(lines.rendered(inColor: color).utf8), stream)
  }
}
