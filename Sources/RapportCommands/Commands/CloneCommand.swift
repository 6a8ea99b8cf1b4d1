import ArgumentParser
import Git
import History
import Records
import Reports
import Space
import Sync

/// Gets a space that the other person shares.
struct CloneCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
    abstract: "Get a space that the other person shares.",
    usage: "rapport clone URL [FOLDER] [--me mentor|mentee]",
    discussion: """
      Everything is checked before a file is written.

        $ rapport clone git@github.com:ana/mentoring.git --me mentor
        $ rapport clone /media/ben/stick/mentoring.git mentoring
      """
  )

  @Argument(help: "The address that the other person gave you, or a folder.", completion: .directory)
  var address: String

  @Argument(help: "The folder to make; called as the remote if not given.", completion: .directory)
  var folder: String?

  @Option(help: ArgumentHelp("Which of the two you are, where git doesn't know your name.", valueName: "role"))
  var me: InitCommand.Me?

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let context = session.context
    let source = try CloneSource(address, context)
    if source.address.hadPassword { session.say("The password was left out of the address; git asks for it.") }
    let target = try Paths.absolute(folder ?? source.folderName, from: context.workingDirectory)
    let isOwn = Space.nearestFolder(to: target) != target
    let begun = isOwn ? nil : try BegunClone(in: target, of: source.address, context)
    guard isOwn || begun != nil || Space.isEmptyFolder(target) else {
      throw CommandFailure(
        .refused,
        "there is something in this folder already",
        path: target,
        help: "name another folder"
      )
    }
    let branch = try await source.branch(session)
    if begun != nil { session.say("A clone was begun here and interrupted; it goes on.") }
    try Space.createFolders(target)
    do {
      try await Interruption.allowing {
        let repository =
          try begun?.repository(context) ?? Self.begin(source.address, branch: branch, in: target, context)
        let remote = try SharedRemote("origin", of: repository)
        _ = try await session.synchronize(try Space(repository), with: remote, Synchronizer.Choices())
      }
    } catch {
      if begun == nil { Space.discardClone(target, isOwn: isOwn) }
      throw error
    }
    // From here on the clone is whole, and stays whatever else goes wrong.
    try await finish(target, session)
  }

  private static func begin(
    _ address: RemoteAddress,
    branch: String,
    in target: String,
    _ context: Context
  ) throws -> Repository {
    let paths = context.configurationSearchPaths
    let repository = try Repository.create(at: target, initialBranch: branch, searchPaths: paths)
    try repository.addRemote("origin", at: address, for: branch)
    return repository
  }

  /// Makes a clone known to git and to the person.
  private func finish(_ target: String, _ session: Session) async throws {
    let paths = session.context.configurationSearchPaths
    // Only now the folder says what kind of space it is.
    let repository = try Repository(opening: target, searchPaths: paths)
    let space = try Space(repository)
    try space.installMergeDriver()
    if space.nature != .plainRepository,
      let problem = SpaceFounding(session.context).register(space, isPrivate: space.nature == .personal)
    {
      session.warn([problem])
    }
    try introduce(to: space, session)
    let records = try space.records().files.count
    if format.format == .json {
      return try session.answer(
        .object([
          .init("schema", .string("rapport/clone/1")), .init("path", .string(target)),
          .init("records", .integer(records)), .init("commit", .optional(try repository.head().tip?.hex)),
        ])
      )
    }
    try await session.answer(["\(target): \(records) \(records == 1 ? "record" : "records")"])
    session.say("Next: go there, and see how it stands: rapport status; rapport sync sends what you write")
  }

  /// Tells git the person's name and address from `relationship.md`, where it knows neither and they say who they are.
  private func introduce(to space: Space, _ session: Session) throws {
    let isKnown = (try? Identity(session.context, in: space)) != nil
    let listing = try space.records()
    if isKnown, me == nil || session.role(in: listing, of: space) == me?.rawValue { return }
    let relationship = listing.files(of: .relationship).first?.document
    let role = me ?? session.ask("Are you the mentor or the mentee?").flatMap(InitCommand.Me.init(rawValue:))
    guard let role, let text = relationship?.texts(of: role.rawValue).first, let person = PersonText.parse(text) else {
      if isKnown { return }
      return session.say("Git doesn't know who you are: git config user.name \"Your Name\", and user.email likewise")
    }
    if let stranger = try SpaceFounding(session.context).introduce(person, to: space) { session.warn([stranger]) }
  }
}
