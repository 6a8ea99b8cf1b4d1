import ArgumentParser
import Practice
import Records
import Reports
import Space
import Sync

/// Ends a relationship.
struct CloseCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "End the relationship: write down how, and what becomes of what is open.",
    usage: "rapport close [--reason WORD] [--goal NAME=OUTCOME ...]",
    discussion: """
      No reason is owed. On a terminal it asks about each open goal and action, who keeps what, and for a word of thanks; \
      otherwise what no option names stays open and is listed. All of it is one commit, and everything stays readable.

        $ rapport close
        $ rapport close --reason achieved --goal toxicity-paper=achieved
        $ rapport close --drop "statistics group" --thanks "For your patience."
      """
  )

  @Option(help: ArgumentHelp(reasonHelp, valueName: "word"), completion: .list(reasons))
  var reason: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The day it ended; today if not given.", valueName: "day"))
  var date: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What becomes of an open goal: achieved, withdrawn or kept.", valueName: "name=outcome")
  )
  var goal: [String] = []

  @Option(parsing: .singleValue, help: ArgumentHelp("An open action that is done.", valueName: "task"))
  var done: [String] = []

  @Option(parsing: .singleValue, help: ArgumentHelp("An open action that is no longer wanted.", valueName: "task"))
  var drop: [String] = []

  @Option(help: ArgumentHelp("Who keeps a copy of these records.", valueName: "text"))
  var keeps: String?

  @Option(help: ArgumentHelp("A word of thanks.", valueName: "text"))
  var thanks: String?

  @Option(help: ArgumentHelp("What the two become, such as colleagues.", valueName: "text"))
  var nextForm: String?

  @OptionGroup var commit: CommitOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let reason, !Self.reasons.contains(reason) {
      throw ValidationError("'\(reason)' is none of the reasons: \(Self.reasons.joined(separator: ", "))")
    }
    for text in goal where Self.outcome(text) == nil {
      throw ValidationError("'\(text)': say NAME=achieved, NAME=withdrawn or NAME=kept")
    }
  }

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: commit.use)
    guard space.nature == .shared else {
      throw CommandFailure(.usage, "a private space has no relationship to close", help: "run it in a shared space")
    }
    var answers = ClosureDraft.Answers(day: try date.map { try session.pastDay($0) } ?? session.today)
    (answers.reason, answers.thanks, answers.keeps) = (reason, thanks, keeps)
    (answers.nextForm, answers.because) = (nextForm, commit.because)
    answers.goals = goal.compactMap(Self.outcome)
    answers.actions = done.map { ($0, .done) } + drop.map { ($0, .dropped) }
    let listing = try space.records()
    try RelationshipBeginning.require(answers.day, in: listing)
    let files = listing.files
    // Whoever wrote the status by hand still finds the closure written here.
    guard !Closure.isClosed(files) || listing.files(of: .closure).isEmpty else {
      throw CommandFailure(.refused, "this relationship is closed already", help: "read how: rapport show closure")
    }
    let draft = try ClosureDraft(answers, in: files, session: session)
    try await session.carryOut("close", commit.mode, in: space) { try draft.plan(in: space, session: session) }
    guard !commit.dryRun else { return }
    session.say("Everything stays readable. What you learned can still be added: rapport edit closure")
    if (try? SharedRemote(nil, of: space.repository)) != nil {
      session.say("rapport sync sends it to the other person.")
    }
  }

  private static func outcome(_ text: String) -> (name: String, outcome: Closure.GoalOutcome)? {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex,
      let outcome = Closure.GoalOutcome(rawValue: String(text[text.index(after: equals)...]))
    else { return nil }
    return (String(text[..<equals]), outcome)
  }

  /// The words for a reason, as the kind's table has them.
  private static let reasons: [String] = {
    guard case .choice(let words)? = KindDescription.of(.closure).field(named: "reason")?.type else { return [] }
    return words
  }()

  private static let reasonHelp = "Why, for who wants to say: \(reasons.joined(separator: ", "))."
}
