import Git
import History

/// Says which files of three trees are the same.
///
/// Records by their ids, then by their paths; files without an id also by equal content where only one pair fits, then by
/// all but the day that names them. Never by likeness: of two goals made from one template it would mark the wrong one as
/// achieved.
struct FileMatching {
  /// Every file that at least one side changed, once.
  private(set) var files: [MatchedFile] = []
  /// The ids that say nothing, since several records share them.
  private(set) var notices: [MergeNotice] = []

  /// Matches the files that differ.
  ///
  /// Nothing is read where no path is changed on both sides and not both added files: then paths tell all.
  ///
  /// - Throws: `GitError`.
  init(_ changes: SideChanges, base: TreeView, in repository: Repository, store: inout FileStore) throws(GitError) {
    let versions = changes.paths.sorted().map(changes.versions)
    guard changes.touchEachOther else {
      files = versions
      return
    }
    var identities = (
      base: try FileIdentities(of: versions.compactMap(\.base), store: &store),
      one: try FileIdentities(of: versions.compactMap(\.one), store: &store),
      other: try FileIdentities(of: versions.compactMap(\.other), store: &store)
    )
    let moving = FileIdentities.movingIDs([identities.base, identities.one, identities.other])
    let unchanged = try FileIdentities(
      of: moving.isEmpty ? [] : base.markdownFiles(in: repository).filter { !changes.holds(TreePath($0.path)) },
      store: &store
    )
    notices = identities.one.ignoreShared(besides: unchanged) + identities.other.ignoreShared(besides: unchanged)
    _ = identities.base.ignoreShared(besides: unchanged)
    let homes = (
      one: SideMatching(changes.one, base: identities.base, side: identities.one),
      other: SideMatching(changes.other, base: identities.base, side: identities.other)
    )
    let withoutID = versions.compactMap(\.base).filter { identities.base[$0].id == nil }
    let namedByDay = withoutID.filter { identities.base[$0].undatedContent != nil }
    let one = homes.one.taking(homes.other, for: withoutID, in: identities.one)
      .leaving(homes.other, for: namedByDay, in: identities.other)
    let other = homes.other.taking(homes.one, for: withoutID, in: identities.other)
      .leaving(homes.one, for: namedByDay, in: identities.one)
    for version in versions {
      guard let file = version.base else { continue }
      files.append(MatchedFile(base: file, one: one.home(of: file), other: other.home(of: file)))
    }
    match(begunIn: one, identities.one, and: other, identities.other)
  }

  /// Matches what both sides added: by id, then by path unless both have ids.
  private mutating func match(
    begunIn one: SideMatching,
    _ oneIdentities: FileIdentities,
    and other: SideMatching,
    _ otherIdentities: FileIdentities
  ) {
    var rest = Dictionary(other.begun.map { (TreePath($0.path), $0) }) { first, _ in first }
    let byID = Dictionary(
      other.begun.compactMap { file in otherIdentities[file].id.map { ($0, file) } }
    ) { first, _ in first }
    var open: [TreeFile] = []
    for file in one.begun {
      if let id = oneIdentities[file].id, let twin = byID[id] {
        rest[TreePath(twin.path)] = nil
        files.append(MatchedFile(base: nil, one: file, other: twin))
      } else {
        open.append(file)
      }
    }
    for file in open {
      let twin = rest[TreePath(file.path)].flatMap { twin in
        oneIdentities.written(file) == nil || otherIdentities.written(twin) == nil
          || oneIdentities.written(file) == otherIdentities.written(twin) ? twin : nil
      }
      if let twin { rest[TreePath(twin.path)] = nil }
      files.append(MatchedFile(base: nil, one: file, other: twin))
    }
    files += rest.values.map { MatchedFile(base: nil, one: nil, other: $0) }
  }
}

extension SideChanges {
  /// Says whether a side changed the path.
  func holds(_ path: TreePath) -> Bool { one[path] != nil || other[path] != nil }

  /// Whether some path is changed on both sides, or both added files.
  fileprivate var touchEachOther: Bool {
    one.keys.contains { other[$0] != nil }
      || one.values.contains { $0.old == nil } && other.values.contains { $0.old == nil }
  }
}

/// Where the files of the base are in one side.
private struct SideMatching {
  private let changes: [TreePath: FileChange]
  private var homes: [TreePath: TreePath] = [:]
  /// The files that aren't in the base, in the order of their paths.
  private(set) var begun: [TreeFile] = []

  init(_ changes: [TreePath: FileChange], base: FileIdentities, side: FileIdentities) {
    self.changes = changes
    let moved = Self.movedContents(of: changes, base: base, side: side)
    func candidates(_ files: [TreeFile], _ identities: FileIdentities) -> [RecordPairing.Candidate] {
      files.map { file in
        RecordPairing.Candidate(
          path: file.path,
          blob: [file.id, identities[file].undatedContent].compactMap(\.self).first(where: moved.contains),
          id: identities[file].id,
          isReadable: identities[file].isReadable
        )
      }
    }
    let pairs = RecordPairing.pairs(
      from: candidates(changes.values.compactMap(\.old), base),
      to: candidates(changes.values.compactMap(\.new), side)
    ) { _, _ in 0 }
    for pair in pairs {
      if let old = pair.old {
        homes[TreePath(old)] = pair.new.map(TreePath.init)
      } else if let file = pair.new.flatMap({ changes[TreePath($0)]?.new }) {
        begun.append(file)
      }
    }
  }

  /// Where a file of the base is; nil if it is gone.
  func home(of file: TreeFile) -> TreeFile? {
    guard changes[TreePath(file.path)] != nil else { return file }
    return homes[TreePath(file.path)].flatMap { changes[$0]?.new }
  }

  /// The same where what this side put at the path to which the other moved a file that is gone here is that file:
  /// both moved it there, and this side wrote in it, so that its content doesn't tell.
  ///
  /// - Parameter files: Those of the base that have no id.
  func taking(_ other: SideMatching, for files: [TreeFile], in identities: FileIdentities) -> SideMatching {
    var taking = self
    for file in files where home(of: file) == nil {
      guard let path = other.homes[TreePath(file.path)], path != TreePath(file.path),
        let index = taking.begun.firstIndex(where: { TreePath($0.path) == path && identities[$0].id == nil })
      else { continue }
      taking.homes[TreePath(file.path)] = path
      taking.begun.remove(at: index)
    }
    return taking
  }

  /// The same where a file that this side moved is one that it removed and one that it began: the other side began one at that
  /// place, too, and left the moved one as it was.
  ///
  /// - Parameters:
  ///   - files: Those of the base that have no id and are named by a day, since two of one day are one.
  ///   - identities: Those of the other side's files.
  func leaving(_ other: SideMatching, for files: [TreeFile], in identities: FileIdentities) -> SideMatching {
    var leaving = self
    for file in files where other.changes[TreePath(file.path)] == nil {
      guard let moved = home(of: file), moved.path != file.path,
        other.begun.contains(where: { TreePath($0.path) == TreePath(moved.path) && identities[$0].id == nil })
      else { continue }
      leaving.homes[TreePath(file.path)] = nil
      leaving.begun.append(moved)
    }
    return leaving
  }

  /// The contents without an id that are gone from one path and new at one, whole or but for the day that names them.
  private static func movedContents(
    of changes: [TreePath: FileChange],
    base: FileIdentities,
    side: FileIdentities
  ) -> Set<ObjectID> {
    let gone = changes.values.filter { $0.new == nil }.compactMap(\.old).map { ($0, base[$0]) }
    let new = changes.values.filter { $0.old == nil }.compactMap(\.new).map { ($0, side[$0]) }
    func unique(_ content: (TreeFile, FileIdentity) -> ObjectID?) -> Set<ObjectID> {
      func counts(_ files: [(TreeFile, FileIdentity)]) -> [ObjectID: Int] {
        files.filter { $0.0.isRegular && $0.1.id == nil }.compactMap(content).reduce(into: [:]) {
          $0[$1, default: 0] += 1
        }
      }
      let (before, after) = (counts(gone), counts(new))
      return Set(before.filter { $0.value == 1 && after[$0.key] == 1 }.keys)
    }
    let whole = unique { file, _ in file.id }.subtracting([emptyContent].compactMap(\.self))
    return whole.union(unique { file, identity in whole.contains(file.id) ? nil : identity.undatedContent })
  }

  private static let emptyContent = ObjectID(hex: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
}
