import Git
import History
import Practice
import Records
import Reports
import Space
import Sync

extension Session {
  /// Where the agreement stands.
  static let agreementPath = "agreement.md"

  /// The numbers that the two work by at the moment a command looks at, each with where it comes from.
  ///
  /// History is read only where both have an entry among the signatures, and once for all questions to one `history`.
  ///
  /// - Parameter history: the history up to that moment; nil to read it for this alone.
  func terms(in view: Viewpoint, history: History? = nil) async throws -> Terms {
    let agreement = try view.record(at: Self.agreementPath)?.document
    guard Set(Signatures.roles(in: agreement)).count == Role.allCases.count else {
      return Terms(agreement: agreement, isSigned: false)
    }
    return Terms(agreement: agreement, isSigned: try await signatures(in: view, history: history).areComplete)
  }

  /// The path of the agreement, where it is signed now, so that its versions will be asked for; nil for an earlier moment.
  func signedAgreement(in view: Viewpoint) -> String? {
    guard view.commit == nil, let bytes = try? view.space.workTree?.read(Self.agreementPath)?.bytes else { return nil }
    return Signatures.roles(in: try? Document.parse(bytes)).isEmpty ? nil : Self.agreementPath
  }

  /// Who signed the agreement as it stands at the moment a command looks at.
  ///
  /// - Parameter history: the history up to that moment; nil to read it for this alone.
  func signatures(in view: Viewpoint, history: History? = nil) async throws -> Signatures {
    let agreement = try view.record(at: Self.agreementPath)?.document
    guard !Signatures.roles(in: agreement).isEmpty else { return try Signatures(agreement: agreement, versions: nil) }
    let history = try history ?? History(repository: view.space.repository, tip: view.commit)
    return try Signatures(agreement: agreement, versions: await history.versions(of: Self.agreementPath))
  }

  /// Who signed what, and what changed since.
  ///
  /// - Parameter format: for people, the changes are on the days of who reads, as in the log.
  func agreementReport(in view: Viewpoint, as format: OutputFormat) async throws -> AgreementReport {
    let space = view.space
    let history = try History(repository: space.repository, tip: view.commit)
    let signatures = try await signatures(in: view, history: history)
    let earlier = signatures.parts.filter { if case .earlier = $0.standing { true } else { false } }
    var since: Set<ObjectID> = []
    if !earlier.isEmpty, let versions = try await history.versions(of: Self.agreementPath) {
      for commit in earlier.compactMap(\.commit) { since.formUnion(versions.commits(notBefore: [commit.id])) }
    }
    let query = HistoryQuery(selection: .record(path: Self.agreementPath))
    let events = since.isEmpty ? [] : try await events(query, of: history, isLog: false).events
    var keys: [ObjectID: CommitKey] = [:]
    for commit in signatures.parts.compactMap(\.commit) {
      keys[commit.id] = try await space.repository.key(
        of: commit.id,
        environment: context.environment,
        searchPaths: context.configurationSearchPaths
      )
    }
    return AgreementReport(
      signatures,
      events: events.filter { since.contains($0.commit.id) }.map { format == .json ? $0 : $0.seen(in: context.zone) },
      keys: keys,
      unsaved: try unsavedChanges(of: view.record(at: Self.agreementPath), in: space),
      listing: RecordListing(files: try view.records(of: .agreement).files + view.records(of: .relationship).files),
      today: view.today
    )
  }

  /// What is changed in a file and in no commit.
  private func unsavedChanges(of file: RecordFile?, in space: Space) throws -> [Change] {
    guard let file, file.standing != .saved, let present = file.document,
      let committed = try space.committedBytes(at: file.path).flatMap({ try? Document.parse($0) })
    else { return [] }
    return RecordSnapshot.changes(
      from: RecordSnapshot(committed, kind: file.kind),
      to: RecordSnapshot(present, kind: file.kind)
    )
  }

  /// What `status` says of the agreement, of the goals in all spaces, and of skills.
  func agreementStatus(of signatures: Signatures, moved: [Event], in view: Viewpoint) throws -> AgreementStatus {
    let listing = try view.listing()
    let isOver = ["closing", "closed"].contains(listing.files(of: .relationship).first?.document?.text(of: "status"))
    return AgreementStatus(
      signatures: listing.files(of: .agreement).isEmpty || isOver ? nil : signatures,
      load: view.commit == nil ? try load(besides: view) : nil,
      reassessments: Reassessment.due(in: listing, events: moved)
    )
  }

  /// The active goals of all the person's spaces; nil where there are no others.
  ///
  /// Each is read where it lies, and nothing is written.
  private func load(besides view: Viewpoint) throws -> AgreementStatus.Load? {
    let here = view.space.workTree?.root
    let others = try SpaceRegister(context).roots.filter { $0 != here }
    guard !others.isEmpty else { return nil }
    func count(_ listing: RecordListing) -> Int {
      listing.files(of: .goal).count { $0.document?.text(of: "status") == "active" }
    }
    var goals = count(try view.listing())
    var spaces = 1
    var unread: [String] = []
    for root in others {
      do {
        let space = try Space.open(from: root, ceilings: [root], searchPaths: context.configurationSearchPaths)
        guard space.workTree?.root == root, space.nature != .plainRepository else {
          throw SpaceError.noSpace(directory: root)
        }
        goals += count(try space.records { RecordKind(path: $0) == .goal })
        spaces += 1
      } catch is SpaceError {
        unread.append(root)
      }
    }
    return AgreementStatus.Load(goals: goals, spaces: spaces, unread: unread)
  }

  /// In which part somebody acts: the person who runs the command, or the one that `--as` names.
  ///
  /// - Throws: ``CommandFailure`` where that is no part in the relationship.
  func part(as word: String?, in listing: RecordListing, of space: Space, verb: String) throws -> Role {
    let relationship = listing.files(of: .relationship).first
    guard let word else {
      if let role = role(in: listing, of: space).flatMap(Role.init(rawValue:)) { return role }
      throw CommandFailure(
        .usage,
        "your address belongs to neither of the two, so it isn't clear for whom this is",
        path: relationship?.path,
        help: "say for whom: rapport \(verb) --as mentee, or --as mentor"
      )
    }
    if let role = Role(rawValue: word.lowercased()) { return role }
    let named = Role.allCases.first { role in
      relationship?.document?.texts(of: role.rawValue).contains { $0.lowercased().contains(word.lowercased()) } ?? false
    }
    throw CommandFailure(
      .usage,
      "'\(word)' is no role; the roles are mentee and mentor",
      path: "--as",
      help: named.map { "\(word) is the \($0.rawValue) in relationship.md: --as \($0.rawValue)" }
        ?? "say --as mentee or --as mentor"
    )
  }
}
