import Git
import Records
import Reports
import Space

extension Session {
  /// Opens the space in which records of a kind belong: for private kinds the person's own, from any directory.
  ///
  /// - Throws: ``CommandFailure`` with the command that makes a private space where there is none.
  func openSpace(holding kind: RecordKind, for use: SpaceUse, required: Bool = true) throws -> Space {
    guard KindDescription.of(kind).isPrivate, nearby?.nature != .personal else {
      return try openSpace(for: use, required: required)
    }
    return try openPrivateSpace(for: use, holding: kind)
  }

  /// Opens the space that a name leads to: `network` and `reflections/2026-08-12` lead to the person's own.
  ///
  /// What stands here by that name comes first. Says which space it is where it isn't this one.
  ///
  /// - Throws: ``CommandFailure`` with the command that makes a private space where there is none.
  func openSpace(of name: String?, for use: SpaceUse, required: Bool = true) throws -> Space {
    guard let name, let kind = Self.privateKind(of: name), try !isHere(name) else {
      return try openSpace(for: use, required: required)
    }
    let space = try openPrivateSpace(for: use, holding: kind)
    if let root = space.workTree?.root { say(StyledText("In your private space, \(root)", .faint)) }
    return space
  }

  /// What a command failed with, pointing to the private space where the record is there that it didn't find here.
  func pointingToPrivateSpace(_ error: any Error) -> any Error {
    guard case .noSuchRecord(let name, _)? = error as? SpaceError, nearby?.nature == .shared,
      let roots = try? SpaceRegister(context).privateRoots, roots.count == 1,
      let space = try? openSpace(for: .reading, required: false, from: roots[0]), space.nature == .personal,
      let files = try? space.records(where: { KindDescription.of(RecordKind(path: $0)).isPrivate }).files,
      let file = try? RecordName.find(name, among: files, today: today)
    else { return error }
    return CommandFailure(
      .notFound,
      "no record here is called '\(name)'",
      help: "there is one in your private space: \(file.usableName)"
    )
  }

  /// Opens the person's private space.
  func openPrivateSpace(for use: SpaceUse, holding kind: RecordKind) throws -> Space {
    let roots = try SpaceRegister(context).privateRoots
    guard let root = roots.first else {
      throw CommandFailure(
        .notFound,
        "'\(kind.rawValue)' records belong in a private space, and you have none yet",
        help: "make one: rapport init --private ~/my-notes"
      )
    }
    guard roots.count == 1 else {
      throw CommandFailure(
        .usage,
        "you have \(roots.count) private spaces",
        help: "say which one: rapport -C \(shell: root) …",
        details: roots
      )
    }
    let space: Space
    do {
      space = try openSpace(for: use, required: false, from: root)
    } catch  where isMissing(error) {
      throw CommandFailure(.notFound, "your private space is not where it was", path: root, help: Self.forgetting(root))
    }
    // A folder inside somebody else's repository, or a space that two people read, is no place for it.
    guard space.nature == .personal, space.workTree?.root == root else {
      throw CommandFailure(.refused, "this is no private space any more", path: root, help: Self.forgetting(root))
    }
    return space
  }

  /// What the relationship around the working directory is called, by its folder; nil elsewhere.
  var relationshipHere: String? {
    guard let space = nearby, space.nature == .shared else { return nil }
    return space.workTree.map { Paths.name(of: $0.root) }
  }

  /// The space around the working directory, whatever its nature; nil where none can be opened.
  private var nearby: Space? {
    // What is wrong with another repository keeps nobody from their own notes.
    try? openSpace(for: .reading, required: false)
  }

  /// What a space on the person's list failed with, with the way off the list where its folder is missing.
  func pointingOffTheList(_ root: String, after error: any Error) -> any Error {
    guard isMissing(error) else { return error }
    let isPrivate = (try? SpaceRegister(context).privateRoots.contains(root)) ?? false
    let key = isPrivate ? "rapport.private" : "rapport.space"
    return CommandFailure(
      .notFound,
      "this space on your list is not where it was",
      path: root,
      help: "put it back, or forget it: \(SpaceRegister.forgetting(root, key: key))"
    )
  }

  private func isMissing(_ error: any Error) -> Bool {
    guard case .git(let error)? = error as? SpaceError else { return false }
    switch error {
    case .notARepository, .notFound: return true
    default: return false
    }
  }

  /// Whether something here answers to a name that else leads to the private space.
  private func isHere(_ name: String) throws -> Bool {
    guard let space = nearby else { return false }
    switch space.nature {
    case .personal: return true
    case .plainRepository: return try space.recordPaths().contains { $0.hasPrefix(name.prefix { $0 != "/" } + "/") }
    case .shared: return try name.contains("/") && space.recordPaths().contains { $0 == name || $0 == name + ".md" }
    }
  }

  /// The private kind whose folder a name begins with, or is.
  private static func privateKind(of name: String) -> RecordKind? {
    let folder = String(name.prefix { $0 != "/" })
    return RecordKind.allCases.first { kind in
      let description = KindDescription.of(kind)
      return description.isPrivate
        && (description.place == .folder(folder) || (kind.rawValue == name && kind != .privateSpace))
    }
  }

  private static func forgetting(_ root: String) -> String {
    "put it back, or forget it: \(SpaceRegister.forgetting(root, key: "rapport.private"))"
  }
}
