import ArgumentParser
import Git
import Records
import Reports
import Space
import Sync

/// Connects a space with a remote, and sends it there for the first time.
struct ShareCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Share a space through a git host, a server, a stick or a folder.",
    usage: "rapport share URL|FOLDER",
    discussion: """
      A hosted repository must be there, empty and private. In a folder rapport makes one; where a group \
      writes in that folder (chmod g+ws), it is the group's. Afterwards the other person runs the line that is printed, \
      and both of you run rapport sync.

        $ rapport share git@github.com:ana/mentoring.git
        $ rapport share https://codeberg.org/ana/mentoring.git
        $ rapport share ana@server.example.org:mentoring.git
        $ rapport share /media/ana/stick
      """
  )

  @Argument(help: "The address of the remote, or a folder.", completion: .directory)
  var target: String

  @Flag(name: .customLong("public"), help: "Send even where anyone on the internet can read it.")
  var isPublic = false

  @Option(help: ArgumentHelp("What git is to call the remote.", valueName: "name"))
  var remote = "origin"

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .writing)
    guard Repository.isRemoteName(remote) else {
      throw CommandFailure(
        .usage,
        "git can't call a remote '\(remote)'",
        help: "letters, digits and dashes do: --remote backup"
      )
    }
    if space.nature == .personal { throw CommandFailure.privateSpace }
    try space.requireWritable()
    guard case .branch(let reference, let tip) = try space.repository.head() else { throw SpaceError.detachedHead }
    guard tip != nil else { throw SyncError.nothingToShare }
    let branch = String(reference.dropFirst("refs/heads/".count))
    let target = try ShareTarget(target, for: space, branch: branch, session.context)
    if target.address.hadPassword { session.say("The password was left out of the address; git asks for it.") }
    let isNew: Bool
    do {
      isNew = try connect(space, to: target.address, branch: branch)
    } catch {
      target.discard()
      throw error
    }
    let known = try SharedRemote(remote, of: space.repository)
    do {
      var choices = Synchronizer.Choices()
      choices.allowsPublic = isPublic
      let outcome = try await session.synchronize(space, with: known, choices)
      let rest = try await session.tell(outcome, of: space, with: known, unsaved: [], format.format)
      if format.format == .text {
        try await session.answer(Self.invitation(to: target.address))
      }
      if !rest.questions.isEmpty || rest.isToMend { throw RapportExit.findings.code }
    } catch let error where !(error is ExitCode) {
      // What couldn't be reached is forgotten, so that the next try may name another place.
      if isNew, try space.repository.reference(known.seenReference) == nil {
        try space.repository.removeRemote(remote)
        // Nobody else can have taken anything out of it.
        if target.discard() { try space.repository.deleteReference(known.sendingReference) }
      }
      throw error
    }
  }

  /// Makes the remote known to git.
  ///
  /// - Returns: whether it wasn't before.
  private func connect(_ space: Space, to address: RemoteAddress, branch: String) throws -> Bool {
    guard try space.repository.remoteNames().contains(remote) else {
      // What was seen at another remote of this name says nothing of this one.
      for place in ["incoming", "seen"] {
        for name in try space.repository.referenceNames(startingWith: "refs/rapport/\(place)/\(remote)/") {
          try space.repository.deleteReference(name)
        }
      }
      try space.repository.addRemote(remote, at: address, for: branch)
      return true
    }
    let present = try SharedRemote(remote, of: space.repository).address
    guard present.text == address.text else {
      throw CommandFailure(
        .refused,
        "this space is shared already, through \(present.text)",
        help: "rapport sync; to share it elsewhere instead, first: git remote remove \(shell: remote)"
      )
    }
    return false
  }

  /// What the other person has to do.
  private static func invitation(to address: RemoteAddress) -> [StyledText] {
    let command: StyledText = "For the other person: rapport clone \(shell: address.text)"
    // A stick seldom has the same place on two machines.
    guard address.transport == .folder else { return [command] }
    return [command, "On another machine a stick or a shared folder may have another path."]
  }
}
