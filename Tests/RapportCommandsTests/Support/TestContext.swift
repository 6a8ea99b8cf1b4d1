import Foundation
import Git
import RapportCommands
import TestSupport
import Testing

/// A space and everything a command takes from the world, all of it fixed: clock, zone, person, ids, configuration.
///
/// Nobody sits at the terminal unless a test says so, and a question that the test has no answer for fails it.
final class TestContext {
  /// 2026-08-12T09:00:00+02:00.
  static let start: Int64 = 1_786_518_000

  let fixture: FixtureRepository
  /// The instant of the next command, in seconds since 1970; a minute passes with each.
  var now = TestContext.start
  /// What the ids of new records follow from.
  var seed: UInt64 = 2026
  /// Who runs the next command; nil for somebody whom git doesn't know.
  var person: Person? = .ana
  /// Variables of the environment besides the person's name and address.
  var environment: [String: String] = [:]
  /// Where who runs the next command is.
  var zone = Zone.fixed(offsetMinutes: 120)
  /// The folder to run in, as a path below the space.
  var folder = ""
  /// What an editor does to a file of the space each time a question is asked; nil for nothing.
  var editWhileAsked: (path: String, old: String, new: String)?

  /// A space in which Ana and Ben have met for half a year.
  ///
  /// - Throws: what building the fixture throws.
  static func anaAndBen() throws -> TestContext {
    try TestContext(AnaAndBen.space())
  }

  /// A space as `init` leaves it.
  static func new() throws -> TestContext {
    let fixture = try FixtureRepository()
    try fixture.commit(
      "relationship: new",
      files: [
        "relationship.md":
          "---\nmentor: Ben Osei <ben@example.org>\nmentee: Ana Ruiz <ana@example.org>\nstatus: active\n---\n"
      ]
    )
    return try TestContext(fixture)
  }

  /// An empty repository.
  static func empty() throws -> TestContext {
    try TestContext(FixtureRepository())
  }

  init(_ fixture: FixtureRepository) throws {
    self.fixture = fixture
    try FileManager.default.createDirectory(atPath: fixture.outsidePath("home"), withIntermediateDirectories: true)
  }

  /// Runs a command line in the space.
  func run(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async -> Transcript {
    await run(arguments: arguments, terminal: CapturedTerminal(), sourceLocation: sourceLocation)
  }

  /// Runs a command line as a person at a terminal, who answers every question.
  func runInteractively(
    _ arguments: String...,
    answers: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Transcript {
    await runInteractively(arguments: arguments, answers: answers, sourceLocation: sourceLocation)
  }

  /// Runs a command line as a person at a terminal, who answers every question.
  func runInteractively(
    arguments: [String],
    answers: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Transcript {
    let edit = editWhileAsked.map { (path: fixture.path + "/" + $0.path, old: $0.old, new: $0.new) }
    return await run(
      arguments: arguments,
      terminal: CapturedTerminal(answers: answers) {
        guard let edit else { return }
        let text = try String(decoding: readFile(at: edit.path), as: UTF8.self)
        try writeFile(at: edit.path, Array(text.replacing(edit.old, with: edit.new).utf8))
      },
      isInteractive: true,
      sourceLocation: sourceLocation
    )
  }

  /// Runs git itself in the space, as a person would.
  ///
  /// - Throws: what running git throws.
  @discardableResult
  func git(_ arguments: String...) throws -> Transcript {
    let outcome = try fixture.runGit(arguments)
    return Transcript(
      .init(
        command: commandLine("git", arguments),
        output: portable(outcome.stdout),
        error: portable(outcome.stderr),
        status: outcome.status
      )
    )
  }

  /// The last commit as git shows it, with the exact change; and that nothing else is left to commit.
  ///
  /// - Throws: what running git throws.
  func lastCommit(sourceLocation: SourceLocation = #_sourceLocation) throws -> Transcript {
    let rest = try fixture.runGit(["status", "--porcelain"])
    #expect(rest.stdout == "", "a commit takes all that it changed", sourceLocation: sourceLocation)
    return try git("show", "--format=%an <%ae>%n%aI%n%n%B")
  }

  private func run(
    arguments: [String],
    terminal: CapturedTerminal,
    isInteractive: Bool = false,
    sourceLocation: SourceLocation
  ) async -> Transcript {
    let home = fixture.outsidePath("home")
    let identity = person.map { person in
      [
        "GIT_AUTHOR_NAME": person.name, "GIT_AUTHOR_EMAIL": person.email, "GIT_COMMITTER_NAME": person.name,
        "GIT_COMMITTER_EMAIL": person.email,
      ]
    }
    var context = Context(
      arguments: arguments,
      workingDirectory: folder.isEmpty ? fixture.path : fixture.path + "/" + folder,
      environment: (identity ?? [:]).merging(environment) { $1 },
      now: now,
      zone: zone,
      terminal: terminal.terminal(isInteractive: isInteractive),
      seed: seed,
      configurationSearchPaths: ConfigurationSearchPaths(home: home)
    )
    now += 60
    // What git says on its way depends on the machine.
    context.progressDelay = .seconds(3600)
    let status = await Program.run(context)
    #expect(terminal.unasked == [], "each answer has its question", sourceLocation: sourceLocation)
    let written = terminal.written
    return Transcript(
      .init(
        command: commandLine("rapport", arguments),
        output: portable(String(decoding: written.output, as: UTF8.self)),
        error: portable(String(decoding: written.error, as: UTF8.self)),
        status: status
      )
    )
  }

  /// A text with the names that stand for this run's own folders.
  private func portable(_ text: String) -> String {
    text.replacing(fixture.path, with: "$SPACE").replacing(fixture.outsidePath("home"), with: "$HOME")
      .replacing(fixture.outsidePath(""), with: "$OUTSIDE/")
  }

  private func commandLine(_ program: String, _ arguments: [String]) -> String {
    let words = arguments.map { word in
      word.isEmpty || word.contains(where: { " \n\t\"'".contains($0) })
        ? "'\(word.replacing("'", with: #"'\''"#))'" : word
    }
    return portable(([program] + words).joined(separator: " "))
  }
}

extension TestContext {
  /// Runs a command line in the space.
  func run(arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) async -> Transcript {
    await run(arguments: arguments, terminal: CapturedTerminal(), sourceLocation: sourceLocation)
  }

  /// Deletes a file of the work tree, as a person does in a file manager.
  ///
  /// - Throws: what Foundation throws if there is none.
  func removeFile(_ path: String) throws {
    try FileManager.default.removeItem(atPath: fixture.path + "/" + path)
  }

  /// Moves a file of the work tree, as a person does in a file manager.
  ///
  /// - Throws: what Foundation throws if that can't be done.
  func moveFile(_ path: String, to newPath: String) throws {
    try FileManager.default.moveItem(atPath: fixture.path + "/" + path, toPath: fixture.path + "/" + newPath)
  }
}

extension TestContext {
  /// Edits a file of the work tree by hand; the text to replace must be there.
  ///
  /// - Throws: what reading and writing the file throw.
  func edit(_ path: String, _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = try fixture.read(path)
    #expect(text.contains(old), sourceLocation: sourceLocation)
    try fixture.write(path, text.replacing(old, with: new))
  }
}
