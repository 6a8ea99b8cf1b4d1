import Records
import Reports
import Space

/// A private record that its owner copies, on purpose, into the space that two people read.
struct PrivateCopy {
  /// Where the copy goes in the shared space.
  let path: String
  let bytes: [UInt8]

  private static let field = "relationship"

  /// The record as it stands in the private space.
  private let file: RecordFile
  private let relationships: KnownRelationships
  /// Whether the record says that it is about this relationship.
  private let isAboutThisOne: Bool

  /// Takes a record of the private space: the one that is named, else the newest.
  ///
  /// Only records that are named by their day have a newest; of other kinds one has to be named.
  ///
  /// - Throws: ``CommandFailure`` where this is no shared space, there is no such record, none is named that has to be,
  ///   it is about another relationship, or it was copied before.
  init(of kind: RecordKind, name: String?, into shared: Space, session: Session) throws {
    let description = KindDescription.of(kind)
    guard description.isPrivate, kind != .privateSpace else {
      throw CommandFailure(.usage, "'\(kind.rawValue)' records are shared already", help: "leave --share out")
    }
    guard shared.nature == .shared else {
      throw CommandFailure(
        .usage,
        "a copy goes into a space that two people read, and this is none",
        help: "run it there: rapport -C FOLDER new \(kind.rawValue) --share"
      )
    }
    let own = try session.openPrivateSpace(for: .reading, holding: kind)
    let files = try own.records { RecordKind(path: $0) == kind }.files
    guard name != nil || description.titleField == nil || files.isEmpty else {
      throw CommandFailure(
        .usage,
        "say which \(kind.rawValue) to copy",
        help: "rapport new \(kind.rawValue) NAME --share",
        details: CommandFailure.candidates(files.map(\.stem))
      )
    }
    let found =
      try name.map { try RecordName.find($0, among: files, today: session.today) } ?? files.max { $0.stem < $1.stem }
    guard let file = found else {
      throw CommandFailure(.notFound, "there is nothing to share yet", help: "write it: rapport new \(kind.rawValue)")
    }
    self.file = file
    relationships = try KnownRelationships(around: shared, session.context)
    let role = session.role(in: try shared.records { $0 == "relationship.md" }, of: shared)
    let stem = [file.stem, kind.rawValue, role].compactMap { $0 }.joined(separator: "-")
    path = "notes/\(stem).md"
    try Self.requireFree(path, in: shared)
    var document = try session.readable(file)
    if let role, document.frontMatter["by"] == nil { document = try document.with("by", set: role, order: []) }
    let about = description.field(named: Self.field) == nil ? nil : document.text(of: Self.field)
    isAboutThisOne = about == relationships.here && relationships.isNameTelling
    if let about {
      guard about == relationships.here else { throw Self.refusal(of: file, about: about, in: relationships) }
      // How the other's folder is called on this computer is for its owner alone.
      document = try Document.parse(document.applying(try document.unsetting(Self.field)))
    }
    bytes = document.bytes
  }

  private static func refusal(
    of file: RecordFile,
    about: String,
    in relationships: KnownRelationships
  ) -> CommandFailure {
    CommandFailure(
      .refused,
      "this \(file.kind.rawValue) is about '\(about)', and here is '\(relationships.here)'",
      path: file.path,
      help: "share it there; if it is about this one: \(saying(relationships.here, in: file))"
    )
  }

  /// The command by which a record says what it is about.
  private static func saying(_ name: String, in file: RecordFile) -> String {
    "rapport set \(shell: file.usableName) \(field)=\(shell: name)"
  }

  /// The change that adds the copy.
  ///
  /// - Throws: ``CommandFailure`` where it was copied meanwhile.
  func plan(in shared: Space, because: String?) throws -> WritePlan {
    try Self.requireFree(path, in: shared)
    return WritePlan(
      files: [.init(path: path, before: nil, after: bytes)],
      message: .init(subject: "\(RecordFile.label(of: path)): new", body: because)
    )
  }

  private static func requireFree(_ path: String, in shared: Space) throws {
    guard try shared.workTree?.read(path) != nil else { return }
    throw CommandFailure(
      .refused,
      "it was shared before",
      path: path,
      help: "change that copy: rapport edit \(shell: path)"
    )
  }

  /// Shows every word that the other person will be able to read, and asks.
  ///
  /// Where there are several relationships, consent that is given beforehand counts only for a record that says which it
  /// is about: one that somebody else is meant to read mustn't slip through.
  ///
  /// - Throws: ``CommandFailure`` where nobody agreed.
  func requireConsent(isGiven: Bool, session: Session) throws {
    if relationships.areSeveral { session.warn([StyledText("For '\(relationships.here)':", .strong)]) }
    session.warn(Lines.of(String(decoding: bytes, as: UTF8.self)).map { StyledText("  " + $0) })
    if relationships.areSeveral, !isAboutThisOne, isGiven || !session.canAsk { throw unsaid }
    guard !isGiven else { return }
    guard session.canAsk else {
      throw CommandFailure(
        .usage,
        "nothing was copied; everybody who reads this space would read the text above",
        help: "say that it may be: --yes"
      )
    }
    let answer = session.ask("Copy this into '\(relationships.here)', which both of you read, as \(path)? [y/N]")
    guard answer?.lowercased().hasPrefix("y") ?? false else { throw CommandFailure(.refused, "nothing was copied") }
  }

  private var unsaid: CommandFailure {
    let canSay = KindDescription.of(file.kind).field(named: Self.field) != nil && relationships.isNameTelling
    let answer = "answer on a terminal, without --yes"
    return CommandFailure(
      .refused,
      "nothing was copied; you have \(relationships.count) relationships, and it doesn't say which one it is about",
      path: file.path,
      help: canSay ? "if it is about this one: \(Self.saying(relationships.here, in: file)); or \(answer)" : answer
    )
  }
}
