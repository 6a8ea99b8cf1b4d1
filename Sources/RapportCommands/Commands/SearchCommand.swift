import ArgumentParser
import Git
import History
import Records
import Reports
import Search
import Space

/// Looks for words.
struct SearchCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words in records, or in all they ever said.",
    usage: "rapport search WORDS ... [--history]",
    discussion: """
      Finds records that hold all the words, in any case, with or without accents; a word also finds longer ones that \
      begin with it. With --history each field, item or paragraph that ever held all the words is found once, with the \
      commit that brought it and the day; rapport show RECORD --at COMMIT shows it there.

        $ rapport search journal
        $ rapport search data office --history
      """
  )

  @Flag(help: "In all past versions, too.")
  var history = false

  @Option(name: .customShort("n", allowingJoined: true), help: ArgumentHelp("The most results.", valueName: "number"))
  var limit = 20

  @Argument(help: "The words; all of them must be there.")
  var words: [String]

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("-n takes a number of results, 1 or more") }
    guard !SearchWords(words.joined(separator: " ")).isEmpty else {
      throw ValidationError("say a word to look for; it needs a letter or a digit")
    }
  }

  func run(in session: Session) async throws {
    let words = SearchWords(words.joined(separator: " "))
    let space = try session.openSpace(for: .reading, required: false)
    let past = history ? try History(repository: space.repository) : nil
    past?.walkAhead()
    let listing = try space.records()
    for problem in listing.problems { session.warn(DiagnosticText.lines(for: problem)) }
    let leftOut = Set(listing.problems.compactMap(\.path)).sorted()
    if !leftOut.isEmpty { session.say("Not searched: \(leftOut.joined(separator: ", "))") }
    let report =
      if let past { try await find(words, in: past, listing, of: space, session) } else { try present(words, listing) }
    if format.format == .json { return try session.answer(report.json(words, isPast: history)) }
    if report.isEmpty { session.say(nowhere(words)) }
    try await session.answer(report.lines)
    if report.more > 0 { session.say("And \(report.more) more: use more words, or -n \(limit + report.more)") }
  }

  /// What is said where nothing was found.
  private func nowhere(_ words: SearchWords) -> StyledText {
    guard history else { return "Found nowhere; --history looks in the past, too." }
    return words.words.count > 1 ? "Found nowhere in one field or paragraph; fewer words find more." : "Found nowhere."
  }

  private func present(_ words: SearchWords, _ listing: RecordListing) throws -> SearchReport {
    let result = try RecordSearch.find(words, in: listing.files.map { .init($0) }, limit: limit)
    return SearchReport(result.found, more: result.more, files: listing.files)
  }

  private func find(
    _ words: SearchWords,
    in past: History,
    _ listing: RecordListing,
    of space: Space,
    _ session: Session
  ) async throws -> SearchReport {
    if space.repository.isShallow { session.say("This clone is shallow; git fetch --unshallow brings what is older.") }
    let result = try await PastSearch.find(words, in: past, present: listing.files, limit: limit)
    var origins: [ObjectID: SearchReport.Origin] = [:]
    let names = ShortNames(in: listing)
    for id in result.found.compactMap(\.commit) where origins[id] == nil {
      let commit = try space.repository.commit(id)
      let author = names.name(of: Author(person: commit.author.person, role: nil))
      let day = session.context.zone.day(of: commit.author.time.secondsSince1970)
      origins[id] = .init(day: day.description, author: author)
    }
    return SearchReport(result.found, more: result.more, files: listing.files, origins: origins)
  }
}
