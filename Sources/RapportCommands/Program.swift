import ArgumentParser
import Records
import Reports

/// One run of the program: arguments in, exit code out.
package enum Program {
  /// Parses the arguments, runs the command, and shows what goes wrong.
  ///
  /// - Returns: one of the codes of ``RapportExit``.
  package static func run(_ context: Context) async -> Int32 {
    var context = context
    do {
      context.takeLeadingDirectories()
      let command = try CompletionContext.$current.withValue(context) { try Rapport.parseAsRoot(context.arguments) }
      guard let command = command as? any ContextCommand else {
        var command = command
        try command.run()
        return RapportExit.done.rawValue
      }
      try await command.run(in: try Session(context, command.shared))
      return RapportExit.done.rawValue
    } catch is ClosedOutput {
      return RapportExit.done.rawValue
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return ErrorRenderer(context: context).show(error)
    }
  }
}

extension Context {
  /// Takes `-C DIR` before the verb, as git does; several add up.
  fileprivate mutating func takeLeadingDirectories() {
    while arguments.count >= 2, arguments[0] == "-C" {
      workingDirectory = Paths.absolute(arguments[1], from: workingDirectory)
      arguments.removeFirst(2)
    }
  }
}
