/// What git has written down of commits, so that they needn't be read to be put in order: the
/// [commit-graph](https://git-scm.com/docs/gitformat-commit-graph) that `git gc` makes, version 1.
///
/// Git takes the file at its word. Here a commit is only known by it if packs of the repository hold the commit, its parents and its
/// tree, and if it is as far from the first commit as its parents make it; others are read. So a damaged file may put commits in
/// another order, by a wrong time, and nothing else. A graph in several files is left alone.
final class CommitGraphFile {
  private let file: MappedFile
  private let ids: SortedIDs

  /// Where what is known of the commits begins, in bytes.
  private let data: Int

  /// Where the parents of commits with more than two stand, in bytes.
  private let furtherParents: Range<Int>

  private let packs: [PackIndex]

  private static let magic: UInt32 = 0x4347_5048
  private static let headerSize = 8
  // OIDF, OIDL, CDAT and EDGE.
  private static let countsID: UInt32 = 0x4F49_4446
  private static let idsID: UInt32 = 0x4F49_444C
  private static let dataID: UInt32 = 0x4344_4154
  private static let furtherParentsID: UInt32 = 0x4544_4745

  /// The length of what is known of one commit, in bytes.
  private static let entrySize = ObjectID.byteCount + 16

  /// Stands for no parent.
  private static let noParent: UInt32 = 0x7000_0000

  /// Marks the number of a further parent in place of a parent's, and the last of those.
  private static let mark: UInt32 = 1 << 31

  /// The levels from which on they say no more than that they are high.
  private static let highestLevel: UInt32 = 0x3FFF_FFFF

  /// Maps the graph of a repository; nil if there is none in one file, or if it is laid out in another way.
  ///
  /// - Parameter directory: The repository's folder, that of the main one for a linked work tree.
  init?(in directory: String) {
    guard let file = MappedFile(at: directory + "/objects/info/commit-graph") else { return nil }
    let bytes = file.bytes
    guard bytes.count > Self.headerSize + ObjectID.byteCount, bytes.word(at: 0) == Self.magic,
      // The version of the layout, that of ids, and on how many other files it builds.
      bytes[4] == 1, bytes[5] == 1, bytes[7] == 0,
      let parts = bytes.parts(from: Self.headerSize, count: Int(bytes[6])),
      let counts = parts[Self.countsID], counts.count == 256 * 4,
      let idRange = parts[Self.idsID], let data = parts[Self.dataID],
      let ids = SortedIDs(bytes, counts: counts.lowerBound, from: idRange.lowerBound),
      idRange.count == ids.count * ObjectID.byteCount, data.count == ids.count * Self.entrySize
    else { return nil }
    self.file = file
    self.ids = ids
    self.data = data.lowerBound
    furtherParents = parts[Self.furtherParentsID] ?? 0..<0
    packs = Pack.indexes(in: directory + "/objects/pack")
  }

  /// What a commit is tied to; nil if that has to be read of the commit.
  func links(of id: ObjectID) -> CommitLinks? {
    guard let position = ids.position(of: id), holds(id) else { return nil }
    let entry = data + position * Self.entrySize
    let tree = ObjectID(
      bytes: UnsafeRawBufferPointer(rebasing: file.bytes[entry..<entry + ObjectID.byteCount])
    )
    guard holds(tree), let positions = parents(at: entry + ObjectID.byteCount) else { return nil }
    let level = level(of: position)
    let parentLevel = positions.map(self.level).max() ?? 0
    let parents = positions.map { ids[$0] }
    guard level == parentLevel + 1, level < Self.highestLevel, parents.allSatisfy(holds) else { return nil }
    // Of a time before 1970 nothing is written down.
    let time = file.bytes.longWord(at: entry + ObjectID.byteCount + 8) & (1 << 34 - 1)
    guard time > 0 else { return nil }
    return CommitLinks(tree: tree, parents: parents, committedSeconds: Int64(time))
  }

  /// The positions of the parents that stand at an offset; nil where those can't be.
  private func parents(at offset: Int) -> [Int]? {
    let first = file.bytes.word(at: offset)
    let second = file.bytes.word(at: offset + 4)
    if first == Self.noParent { return second == Self.noParent ? [] : nil }
    var parents = [first]
    if second & Self.mark == 0 {
      if second != Self.noParent { parents.append(second) }
    } else {
      var next = furtherParents.lowerBound + Int(second & ~Self.mark) * 4
      var isLast = false
      while !isLast {
        guard next + 4 <= furtherParents.upperBound else { return nil }
        let parent = file.bytes.word(at: next)
        isLast = parent & Self.mark != 0
        parents.append(parent & ~Self.mark)
        next += 4
      }
    }
    return parents.allSatisfy { $0 < ids.count } ? parents.map(Int.init) : nil
  }

  /// How many commits follow each other up to one, itself among them, on the longest way.
  private func level(of position: Int) -> UInt32 {
    file.bytes.word(at: data + position * Self.entrySize + ObjectID.byteCount + 8) >> 2
  }

  private func holds(_ id: ObjectID) -> Bool {
    packs.contains { $0.offset(of: id) != nil }
  }
}
