import TestSupport
import Testing

/// One after the other: the argument parser keeps for the whole process which shell asked last, and answers in its way.
@Suite(.serialized)
struct CompletionTests {
  @Test(arguments: [
    ("bash", "complete -o filenames -F _rapport rapport"), ("zsh", "#compdef rapport"),
    ("fish", "complete -c 'rapport'"),
  ])
  func `each shell gets its completion script`(shell: String, line: String) async throws {
    let transcript = try await TestContext.empty().run("--generate-completion-script", shell)
    #expect(transcript.status == 0)
    #expect(transcript.error == "")
    #expect(transcript.output.contains(line))
    for word in HelpTests.verbs + ["last-meeting", "ndjson"] { #expect(transcript.output.contains(word)) }
  }

  @Test func `an unknown shell is refused`() async throws {
    try await TestContext.empty().run("--generate-completion-script", "tcsh").expect(golden: "completion-unknown-shell")
  }

  @Test func `records are completed by their names`() async throws {
    let space = try TestContext.anaAndBen()
    let names = await space.complete("show", "positional@0", "rapport", "show", "")
    #expect(names.contains("toxicity-paper"))
    #expect(names.contains("2026-03-10"))
    #expect(names.contains("agreement"))
  }

  @Test func `assignments are completed by fields and their values`() async throws {
    let space = try TestContext.anaAndBen()
    #expect(await space.complete("set", "positional@0", "rapport", "set", "").contains("target="))
    let values = await space.complete("set", "positional@0", "rapport", "set", "toxicity-paper", "confidence=")
    #expect(values == ["confidence=on-track", "confidence=at-risk", "confidence=off-track"])
  }

  @Test func `open tasks are completed by their words`() async throws {
    let tasks = try await TestContext.anaAndBen().complete("done", "positional@0", "rapport", "done", "")
    #expect(tasks.contains("Submitted"))
    #expect(!tasks.contains("Abstract agreed"))
  }

  @Test func `outside a repository nothing is offered and nothing fails`() async throws {
    let space = try TestContext.empty()
    space.folder = "../home"
    #expect(await space.complete("show", "positional@0", "rapport", "show", "") == [])
  }
}

extension TestContext {
  /// What a shell would offer for the last of the words.
  fileprivate func complete(_ verb: String, _ argument: String, _ words: String...) async -> [String] {
    let last = words.last ?? ""
    let transcript = await run(
      arguments: ["---completion", verb, "--", argument, "\(words.count - 1)", "\(last.count)"] + words
    )
    #expect(transcript.status == 0)
    #expect(transcript.error == "")
    return transcript.output.split(separator: "\n").map(String.init)
  }
}
