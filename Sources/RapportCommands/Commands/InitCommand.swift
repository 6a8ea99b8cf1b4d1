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
        $ rapport init next --from ~/mentoring --me mentee

      --from takes your open goals and self-assessments along into a new relationship: only lines that you were the \
      first to commit, after listing them.
      """
  )

  @Option(help: ArgumentHelp("The mentor, as Name <address>.", valueName: "person"))
  var mentor: String?

  @Option(help: ArgumentHelp("The mentee, as Name <address>.", valueName: "person"))
  var mentee: String?

  @Option(help: ArgumentHelp("Which of the two you are; your name is then git's if not given.", valueName: "role"))
  var me: Me?

  @Option(parsing: .unconditional, help: ArgumentHelp("The day the two began; today if not given.", valueName: "day"))
  var started: String?

  @Option(help: ArgumentHelp("A former space whose mentee you are.", valueName: "space"), completion: .directory)
  var from: String?

  @Flag(help: "Take along what --from lists, without asking.")
  var yes = false

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
    if isPrivate, started != nil || from != nil { throw ValidationError("a private space begins with nothing in it") }
    if yes, from == nil { throw ValidationError("--yes goes with --from") }
  }

  func run(in session: Session) async throws {
    var context = session.context
    if let folder { context.workingDirectory = Paths.absolute(folder, from: context.workingDirectory) }
    let people = isPrivate ? nil : try People(mentor: mentor, mentee: mentee, me: me, session: session)
    var taken: TakenAlong?
    if let from { taken = try await TakenAlong(from: from, people: people, session: session) }
    try taken?.requireConsent(isGiven: yes, session: session)
    let begun = try started.map { try session.day($0) }
    let space = try SpaceFounding(context).repository(isPrivate: isPrivate, me: people?.me)
    if let person = people?.me, let stranger = try SpaceFounding(context).introduce(person, to: space) {
      session.warn([stranger])
    }
    try await session.carryOut("init", WriteMode(), in: space) {
      try SpaceFounding(context).plan(for: space, people: people, started: begun, takenAlong: taken?.files ?? [])
    }
    try space.installMergeDriver()
    if let problem = SpaceFounding(context).register(space, isPrivate: isPrivate) { session.warn([problem]) }
    session.say(next(hasGoals: taken?.files.contains { RecordKind(path: $0.path) == .goal } ?? false))
  }

  /// What to do next. The goals are the mentee's.
  private func next(hasGoals: Bool) -> StyledText {
    if hasGoals { return "Next: see which of your goals still hold here: rapport list goals" }
    if isPrivate { return "Private: share it with nobody. Next: rapport new reflection" }
    if me == .mentor { return "Next: give it to your mentee, who writes down the goals: rapport share ADDRESS" }
    return "Next: write down a first goal: rapport new goal \"What you want to reach\""
  }
}
