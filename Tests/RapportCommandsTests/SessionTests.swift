import ArgumentParser
import Git
import Records
import TestSupport
import Testing

@testable import RapportCommands

/// What a run takes from its surroundings before any command looks at them.
struct SessionTests {
  /// One run: which ends are a terminal, what forbids questions, and how long signing may then take, in seconds.
  struct Run: Sendable {
    var input = false
    var error = false
    var options: [String] = []
    var environment: [String: String] = [:]
    let seconds: Int?
  }

  @Test(arguments: [
    Run(seconds: 60),
    Run(input: true, seconds: nil),
    Run(error: true, seconds: nil),
    Run(input: true, error: true, seconds: nil),
    Run(input: true, error: true, options: ["--no-input"], seconds: 60),
    Run(input: true, error: true, environment: ["CI": "true"], seconds: 60),
    Run(input: true, error: true, environment: ["CI": ""], seconds: nil),
  ])
  func `signing may take as long as it likes only where somebody can type a passphrase`(run: Run) throws {
    let context = Self.context(
      run.environment,
      Terminal(write: { _, _ in }, isInputTerminal: run.input, isErrorTerminal: run.error)
    )
    let command = try Session(context, SharedOptions.parse(run.options)).signingCommand
    #expect(command == SigningCommand(environment: run.environment, unattendedSeconds: run.seconds))
  }

  @Test(arguments: [
    (nil, "/tmp"), ("", "/tmp"), ("/var/tmp/", "/var/tmp"), ("scratch", "/home/ana/scratch"), ("../x", "/home/x"),
  ])
  func `temporary files have an absolute place, whatever the environment says`(variable: String?, folder: String) {
    let context = Context(
      arguments: [],
      workingDirectory: "/home/ana",
      environment: variable.map { ["TMPDIR": $0] } ?? [:],
      now: TestContext.start,
      zone: Zone { _ in 120 },
      terminal: Terminal(write: { _, _ in }),
      seed: 1
    )
    #expect(context.temporaryFolder == folder)
  }

  @Test func `a text that can't be read is told as what it is, wherever it comes from`() throws {
    let error = #expect(throws: UnreadableRecord.self) { try Document.parse(Array("---\ntitle: a: b: c\n---\n".utf8)) }
    let renderer = ErrorRenderer(context: Self.context([:], CapturedTerminal().terminal()))
    let failure = try renderer.failure(for: #require(error))
    #expect(failure?.exit == .findings)
    #expect(failure?.diagnostics == error?.problems)
  }

  @Test(arguments: [Int64.min, Int64.max - 60])
  func `the present may be any instant that an environment names`(now: Int64) async throws {
    let space = try TestContext.anaAndBen()
    space.now = now
    #expect(await space.run("status").status == 0)
    try space.fixture.write(".git/index.lock", "")
    space.now = now
    #expect(await space.run("doctor", "--offline").output.contains("Git has a lock here"))
    space.now = now
    #expect(await space.run("set", "toxicity-paper", "progress=50").error.contains("git is busy here, for "))
  }

  private static func context(_ environment: [String: String], _ terminal: Terminal) -> Context {
    Context(
      arguments: [],
      workingDirectory: "/",
      environment: environment,
      now: TestContext.start,
      zone: .fixed(offsetMinutes: 120),
      terminal: terminal,
      seed: 1
    )
  }
}
