import Foundation
import Testing

struct HelpTests {
  @Test func `the program's help opens with what people do most`() async throws {
    let help = try await TestContext.empty().run("--help")
    help.expect(golden: "help")
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: HelpTests.verbs)
  func `each verb has its help`(verb: String) async throws {
    try await TestContext.empty().run("help", verb).expect(golden: "help-" + verb)
  }

  @Test(arguments: HelpTests.verbs)
  func `help and --help say the same`(verb: String) async throws {
    let space = try TestContext.empty()
    let help = await space.run("help", verb)
    let option = await space.run(verb, "--help")
    #expect(help.output == option.output)
    #expect(help.output.contains("$ rapport"), "a help text has an example")
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  $ ") {
      #expect(next.isEmpty || next.hasPrefix("  "), "the example '\(line)' is too long for its line")
    }
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `each verb of the program is among those tested`() async throws {
    let dump = await (try TestContext.empty()).run("--experimental-dump-help").output
    let tool = try JSONDecoder().decode(Tool.self, from: Data(dump.utf8))
    let verbs = (tool.command.subcommands ?? []).filter { $0.shouldDisplay ?? true }.map(\.commandName)
    #expect(Set(verbs).subtracting(["help"]) == Set(Self.verbs))
  }

  @Test func `the version stands alone on standard output`() async throws {
    let transcript = try await TestContext.empty().run("--version")
    #expect(transcript.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(transcript.status == 0)
  }

  /// The verbs whose help has a golden file.
  static let verbs = [
    "add", "agree", "answer", "ask", "assess", "check", "clone", "close", "decline", "doctor", "done", "edit", "import",
    "init", "list", "log", "new", "overview", "prep", "report", "resolve", "save", "search", "set", "share",
    "show", "status", "sync", "tasks", "undo",
  ]

  /// The part of ArgumentParser's own description of a program that is looked at.
  private struct Tool: Decodable {
    struct Command: Decodable {
      let commandName: String
      let shouldDisplay: Bool?
      let subcommands: [Command]?
    }

    let command: Command
  }
}
