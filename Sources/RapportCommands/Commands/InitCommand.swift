import ArgumentParser
import Git
import Records
import Reports
import Space

/// Makes a space.
struct InitCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a space: a folder for the records of one relationship.",
    usage: "rapport init [FOLDER] (--mentor PERSON --mentee PERSON | --private)",
    discussion: """
      In a folder without git it makes a repository, too. Asks for what isn't given.

        $ rapport init mentoring --mentor "Ben Osei <ben@hosp.org>" \\
            --mentee "Ana Ruiz <ana@hosp.org>" --me mentee
        $ rapport init --private ~/my-notes
      """
  )

  @Option(help: ArgumentHelp("The mentor, as Name <address>.", valueName: "person"))
  var mentor: String?

  @Option(help: ArgumentHelp("The mentee, as Name <address>.", valueName: "person"))
  var mentee: String?

  @Option(help: ArgumentHelp("Which of the two you are.", valueName: "role"))
  var me: Me?

  @Flag(name: .customLong("private"), help: "A space of your own, for reflections and the mentor map.")
  var isPrivate = false

  @Argument(help: "The folder; this one if not given.")
  var folder: String?

  @OptionGroup var shared: SharedOptions

  /// A part in the relationship.
  enum Me: String, CaseIterable, ExpressibleByArgument, Sendable {
    case mentor
    case mentee
  }

  func validate() throws {
    if isPrivate, mentor != nil || mentee != nil { throw ValidationError("a private space has no mentor and mentee") }
  }

  func run(in session: Session) async throws {
    var context = session.context
    if let folder { context.workingDirectory = Paths.absolute(folder, from: context.workingDirectory) }
    let people = isPrivate ? nil : try People(mentor: mentor, mentee: mentee, me: me, session: session)
    let space = try SpaceFounding(context).repository(isPrivate: isPrivate, me: people?.me)
    if let person = people?.me { try SpaceFounding(context).introduce(person, to: space) }
    try await session.carryOut("init", WriteMode(), in: space) {
      try SpaceFounding(context).plan(for: space, people: people)
    }
    try space.installMergeDriver()
    try SpaceFounding(context).register(space, isPrivate: isPrivate)
    session.say(
      isPrivate
        ? "Private: share it with nobody. Next: rapport new reflection"
        : "Next: write down a first goal: rapport new goal \"What you want to reach\""
    )
  }
}

extension InitCommand {
  /// The two people of a shared space.
  struct People: Sendable {
    let mentor: String
    let mentee: String
    /// The one who runs the command; nil where they didn't say.
    let me: Person?

    /// Takes the options, and asks for what they leave open.
    init(mentor: String?, mentee: String?, me: Me?, session: Session) throws {
      func person(_ given: String?, role: String) throws -> String {
        let text = given ?? session.ask("Who is the \(role)? Name <address>:")
        guard let text else {
          throw CommandFailure(.usage, "say who the \(role) is", help: "--\(role) \"Name <name@example.org>\"")
        }
        guard PersonText.parse(text) != nil else {
          throw CommandFailure(
            .usage,
            "'\(text)' is no person with an address",
            help: "write it as \"Name <name@example.org>\""
          )
        }
        return text
      }
      let mentee = try person(mentee, role: "mentee")
      let mentor = try person(mentor, role: "mentor")
      let answer = me ?? session.ask("Are you the mentor or the mentee?").flatMap(Me.init(rawValue:))
      self.me = answer.flatMap { PersonText.parse($0 == .mentor ? mentor : mentee) }
      self.mentee = mentee
      self.mentor = mentor
    }
  }
}

/// A person as records write them: `Ana Ruiz <ana@example.org>`.
enum PersonText {
  static func parse(_ text: String) -> Person? {
    guard let open = text.lastIndex(of: "<"), text.hasSuffix(">") else { return nil }
    let name = text[..<open].trimmingSpaces()
    let email = text[text.index(after: open)...].dropLast()
    guard !name.isEmpty, email.contains("@"), !email.contains(where: \.isWhitespace) else { return nil }
    return Person(name: String(name), email: String(email))
  }
}
