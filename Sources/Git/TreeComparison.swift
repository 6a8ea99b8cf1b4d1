#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Finds what differs between two trees by comparing their raw bytes.
///
/// Equal stretches are skipped without being read as entries, and folders with equal ids are not opened.
struct TreeComparison {
  /// The differences found so far, in the order of their paths' bytes.
  private(set) var changes: [FileChange] = []

  /// Paths that were left out because a name in them is not UTF-8 or not a single name, as raw bytes.
  private(set) var unreadablePaths: [[UInt8]] = []

  private let repository: Repository
  private let followed: FollowedTrees?
  private let filter: CompiledPathFilter
  private var folder: [UInt8] = []
  private var depth = 0
  private var entryCount = 0

  // A tree of a few objects can describe more files than a machine can hold.
  private static let deepestFolder = 256
  private static let mostEntries = 1_000_000

  /// - Parameter followed: What knows how trees are stored; nil if they are to be compared whole.
  init(in repository: Repository, filter: PathFilter?, following followed: FollowedTrees? = nil) {
    self.repository = repository
    self.followed = followed
    self.filter = CompiledPathFilter(filter)
  }

  /// Adds the differences between two trees, either of which may be missing.
  ///
  /// - Throws: `GitError.missingObject`, `.corrupt` or `.treeTooLarge`.
  mutating func compare(_ oldID: ObjectID?, _ newID: ObjectID?) throws(GitError) {
    guard oldID != newID else { return }
    if let oldID, let newID, let parts = try followed?.difference(from: oldID, to: newID) {
      for part in parts { try compare(RawTree(oldID, part.before), RawTree(newID, part.after)) }
    } else {
      try compare(tree(oldID), tree(newID))
    }
  }

  private func tree(_ id: ObjectID?) throws(GitError) -> RawTree {
    if let id, let known = followed?.tree(id) { return RawTree(id, known) }
    return try RawTree(id, in: repository)
  }

  /// Adds the differences between two trees, or between the same entries of both.
  private mutating func compare(_ old: RawTree, _ new: RawTree) throws(GitError) {
    var oldOffset = 0
    var newOffset = 0
    var firstDifference: Int?
    var lastEnds = (old: 0, new: 0)
    while true {
      try Self.skipEqualEntries(old, &oldOffset, new, &newOffset)
      let oldEntry = try old.entry(at: oldOffset)
      let newEntry = try new.entry(at: newOffset)
      try countEntry(of: old.id ?? new.id)
      let order: Int
      switch (oldEntry, newEntry) {
      case (nil, nil):
        if let firstDifference, lastEnds.old == lastEnds.new {
          new.takeWaypoints(of: old, differingIn: firstDifference..<lastEnds.new)
        }
        return
      case (_?, nil): order = -1
      case (nil, _?): order = 1
      case (let oldEntry?, let newEntry?): order = oldEntry.order(before: newEntry)
      }
      // Until the first difference both offsets are the same.
      if firstDifference == nil { firstDifference = newOffset }
      if order <= 0 { oldOffset = oldEntry?.end ?? oldOffset }
      if order >= 0 { newOffset = newEntry?.end ?? newOffset }
      lastEnds = (oldOffset, newOffset)
      try record(order <= 0 ? oldEntry : nil, order >= 0 ? newEntry : nil)
    }
  }

  private mutating func countEntry(of tree: ObjectID?) throws(GitError) {
    entryCount += 1
    if entryCount > Self.mostEntries, let tree { throw .treeTooLarge(tree) }
  }

  private mutating func record(_ old: RawTreeEntry?, _ new: RawTreeEntry?) throws(GitError) {
    guard let present = new ?? old else { return }
    if let old, let new, old.hasSameContent(as: new) { return }
    let lengthBefore = folder.count
    folder.append(contentsOf: present.name)
    defer { folder.removeSubrange(lengthBefore...) }
    guard Self.isReadable(present.name) else {
      unreadablePaths.append(folder)
      return
    }
    if present.isTree {
      guard filter.mayAcceptInside(folder[...]) else { return }
      guard depth < Self.deepestFolder else { throw .treeTooLarge(present.objectID) }
      folder.append(UInt8(ascii: "/"))
      depth += 1
      defer { depth -= 1 }
      try compare(old?.objectID, new?.objectID)
    } else if filter.accepts(folder[...]) {
      let path = String(decoding: folder, as: UTF8.self)
      changes.append(FileChange(path: path, old: old?.file(at: path), new: new?.file(at: path)))
    }
  }

  private static func isReadable(_ name: UnsafeRawBufferPointer) -> Bool {
    if name.count <= 2, name.allSatisfy({ $0 == UInt8(ascii: ".") }) { return false }
    if name.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "/") }) { return true }
    return !name.contains(UInt8(ascii: "/")) && String(decoding: name, as: UTF8.self).utf8.elementsEqual(name)
  }

  private static func skipEqualEntries(
    _ old: RawTree,
    _ oldOffset: inout Int,
    _ new: RawTree,
    _ newOffset: inout Int
  ) throws(GitError) {
    let oldRest = old.bytes.count - oldOffset
    let newRest = new.bytes.count - newOffset
    let equal = countOfEqualBytes(old.bytes, oldOffset, new.bytes, newOffset, limit: min(oldRest, newRest))
    if equal == oldRest, equal == newRest {
      oldOffset += equal
      newOffset += equal
      return
    }
    let limit = oldOffset + equal
    let waypoint = old.waypoint(from: oldOffset, limit: limit)
    newOffset += waypoint - oldOffset
    oldOffset = waypoint
    // An entry takes more than 22 bytes, so a shorter stretch holds none.
    while limit - oldOffset > 22 {
      let end = try old.endOfEntry(at: oldOffset)
      guard end <= limit else { return }
      newOffset += end - oldOffset
      oldOffset = end
    }
  }

  /// How many bytes are compared at once where nothing is known to differ.
  private static let equalBlock = 512

  private static func countOfEqualBytes(
    _ left: UnsafeRawBufferPointer,
    _ leftOffset: Int,
    _ right: UnsafeRawBufferPointer,
    _ rightOffset: Int,
    limit: Int
  ) -> Int {
    var count = 0
    if let left = left.baseAddress, let right = right.baseAddress {
      // Most of a long stretch is equal, which the system's comparison finds out faster than one word after another.
      while count + equalBlock <= limit, memcmp(left + leftOffset + count, right + rightOffset + count, equalBlock) == 0
      {
        count += equalBlock
      }
    }
    while count + 8 <= limit {
      let leftWord = left.loadUnaligned(fromByteOffset: leftOffset + count, as: UInt64.self)
      let rightWord = right.loadUnaligned(fromByteOffset: rightOffset + count, as: UInt64.self)
      guard leftWord == rightWord else {
        return count + (UInt64(littleEndian: leftWord ^ rightWord).trailingZeroBitCount / 8)
      }
      count += 8
    }
    while count < limit, left[leftOffset + count] == right[rightOffset + count] { count += 1 }
    return count
  }
}

extension RawTreeEntry {
  fileprivate func file(at path: String) -> TreeFile {
    TreeFile(path: path, mode: mode, id: objectID)
  }
}
