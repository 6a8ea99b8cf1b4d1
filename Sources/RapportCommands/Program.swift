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
      context.takeLeadingOptions()
      if let verb = Rapport.unknownVerbToExplain(in: context.arguments) {
        return ErrorRenderer(context: context).showUnknown(verb)
      }
      let command = try CompletionContext.$current.withValue(context) { try Rapport.parseVerb(context.arguments) }
      guard let command = command as? any ContextCommand else {
        var command = command
        try command.run()
        return RapportExit.done.rawValue
      }
      let session = try Session(context, command.shared)
      do { try await command.run(in: session) } catch { throw session.pointingToPrivateSpace(error) }
      return RapportExit.done.rawValue
    } catch is ClosedOutput {
      return RapportExit.done.rawValue
    } catch let interruption as Interruption {
      return interruption.exitCode
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return ErrorRenderer(context: context).show(error)
    }
  }
}

extension Rapport {
  /// The word behind `help` that is no verb; nil where there is none.
  fileprivate static func unknownVerbToExplain(in arguments: [String]) -> String? {
    guard arguments.first == "help", let verb = arguments.dropFirst().first, !verb.hasPrefix("-") else { return nil }
    let verbs = configuration.groupedSubcommands.flatMap(\.subcommands).map { $0._commandName }
    return verbs.contains(verb) || verb == "help" ? nil : verb
  }

  /// Parses arguments that begin with a verb by the verb's own rules, and all others by those of the whole program.
  ///
  /// The same as `parseAsRoot`, in half the time: that goes through the rules of the verb twice, and through those of `status` on its way.
  fileprivate static func parseVerb(_ arguments: [String]) throws -> any ParsableCommand {
    let verbs = configuration.groupedSubcommands.flatMap(\.subcommands)
    if let name = arguments.first, let verb = verbs.first(where: { $0._commandName == name }),
      let command = try? verb.parse(Array(arguments.dropFirst()))
    {
      return command
    }
    // What is wrong, and what help was asked for, is told of the whole program.
    return try parseAsRoot(arguments)
  }
}

extension Context {
  /// Takes the options of every command where they stand before the verb, as git's may: `-C DIR` at once, several adding up, and the others behind it.
  fileprivate mutating func takeLeadingOptions() {
    var begin = arguments.startIndex
    while begin < arguments.endIndex {
      let rest = arguments.count - begin
      if arguments[begin] == "-C", rest > 1 {
        workingDirectory = Paths.absolute(arguments[begin + 1], from: workingDirectory)
        arguments.removeSubrange(begin...begin + 1)
      } else if arguments[begin] == "--color", rest > 1 {
        begin += 2
      } else if SharedOptions.flags.contains(arguments[begin]) || arguments[begin].hasPrefix("--color=") {
        begin += 1
      } else {
        break
      }
    }
    guard begin > 0, begin < arguments.endIndex, !arguments[begin].hasPrefix("-") else { return }
    arguments.insert(arguments.remove(at: begin), at: 0)
  }
}
