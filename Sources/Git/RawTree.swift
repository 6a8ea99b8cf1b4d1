#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The bytes of a tree object, as long as this value lives; no bytes stand for no tree.
///
/// A tree is a row of entries: the mode in octal, a space, the name, a NUL, and the 20 bytes of the id.
struct RawTree {
  /// Which tree this is; nil if there is none.
  let id: ObjectID?
  let bytes: UnsafeRawBufferPointer
  private let object: SharedObject?

  /// - Throws: `GitError.missingObject` or `.corrupt`.
  init(_ id: ObjectID?, in repository: Repository) throws(GitError) {
    let object = try id.map { id throws(GitError) in try repository.sharedTree(id) }
    self.init(id, object)
  }

  /// Takes an object that has been read, or some entries of a tree.
  init(_ id: ObjectID?, _ object: SharedObject?) {
    self.id = id
    self.bytes = object?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
    self.object = object
  }

  /// Where each entry starts; nil if the bytes aren't all entries, or these aren't in the order of their names.
  func starts() -> [Int]? {
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count / Self.usualEntryLength)
    var last: RawTreeEntry?
    var offset = 0
    while offset < bytes.count {
      guard let entry = try? entry(at: offset), last.map({ $0.order(before: entry) < 0 }) ?? true else { return nil }
      starts.append(offset)
      offset = entry.end
      last = entry
    }
    return starts
  }

  /// The entry that starts at an offset; nil at the end.
  ///
  /// - Throws: `GitError.corrupt` if the bytes there are no entry.
  func entry(at offset: Int) throws(GitError) -> RawTreeEntry? {
    guard offset < bytes.count else { return nil }
    let common = startOfName(afterCommonModeAt: offset)
    let (mode, nameStart) = if let common { common } else { try readMode(at: offset) }
    let nameEnd = try endOfName(from: nameStart)
    guard nameEnd > nameStart else { throw damage }
    return RawTreeEntry(
      mode: mode,
      name: UnsafeRawBufferPointer(rebasing: bytes[nameStart..<nameEnd]),
      id: UnsafeRawBufferPointer(rebasing: bytes[nameEnd + 1..<nameEnd + 1 + ObjectID.byteCount]),
      end: nameEnd + 1 + ObjectID.byteCount
    )
  }

  private func readMode(at offset: Int) throws(GitError) -> (mode: FileMode, nameStart: Int) {
    var position = offset
    var mode: UInt32 = 0
    while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
      let digit = bytes[position]
      // No mode has more than seven octal digits.
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit), position - offset < 7 else { throw damage }
      mode = mode << 3 | UInt32(digit - UInt8(ascii: "0"))
      position += 1
    }
    guard position > offset else { throw damage }
    return (FileMode(bits: mode), position + 1)
  }

  /// The entry with a name, which isn't empty; nil if there is none.
  ///
  /// - Throws: `GitError.corrupt` if the bytes up to there are not all entries.
  func entry(named name: [UInt8]) throws(GitError) -> RawTreeEntry? {
    var offset = 0
    while offset < bytes.count {
      let end = try endOfName(from: offset)
      // Most entries are passed over by their length, for what most modes are is plain to see.
      let start = startOfName(afterCommonModeAt: offset)?.nameStart ?? .max
      if start >= end || end - start == name.count, let entry = try entry(at: offset), entry.isNamed(name) {
        return entry
      }
      offset = end + 1 + ObjectID.byteCount
    }
    return nil
  }

  /// Where the name starts of an entry for a file that isn't executable or for a folder; nil for others.
  private func startOfName(afterCommonModeAt offset: Int) -> (mode: FileMode, nameStart: Int)? {
    guard offset + 8 <= bytes.count else { return nil }
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    // "100644 " and "40000 ", the first character last.
    if word & 0xFF_FFFF_FFFF_FFFF == 0x20_34_34_36_30_30_31 { return (.regular, offset + 7) }
    if word & 0xFFFF_FFFF_FFFF == 0x20_30_30_30_30_34 { return (.tree, offset + 6) }
    return nil
  }

  /// About how long an entry is, in bytes.
  private static let usualEntryLength = 36

  /// The offset after the entry that starts at an offset, looking only at where its name ends.
  func endOfEntry(at offset: Int) throws(GitError) -> Int {
    try endOfName(from: offset) + 1 + ObjectID.byteCount
  }

  /// The last offset at which an entry is known to start, not before one entry and not after a limit.
  func waypoint(from offset: Int, limit: Int) -> Int {
    guard limit - offset > Self.waypointDistance, let object else { return offset }
    let waypoints = object.waypoints ?? findWaypoints()
    object.waypoints = waypoints
    var low = 0
    var high = waypoints.count
    while low < high {
      let middle = (low + high) / 2
      if waypoints[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offset : max(offset, waypoints[low - 1])
  }

  /// Takes over the waypoints of a tree of the same size that differs only between two offsets, at which an entry starts in both or differs.
  func takeWaypoints(of other: RawTree, differingIn range: Range<Int>) {
    guard bytes.count == other.bytes.count, let object, object.waypoints == nil,
      let waypoints = other.object?.waypoints
    else { return }
    let kept = waypoints.filter { $0 <= range.lowerBound || $0 >= range.upperBound }
    // With many gone it is worth while to look for them anew.
    if kept.count > waypoints.count - 4 { object.waypoints = kept }
  }

  /// About how far waypoints are apart, in bytes.
  private static let waypointDistance = 1024

  private func findWaypoints() -> [Int] {
    var waypoints: [Int] = []
    var offset = 0
    // Damage is told by whoever gets there.
    while offset < bytes.count, let end = try? endOfEntry(at: offset) {
      if offset - (waypoints.last ?? 0) >= Self.waypointDistance { waypoints.append(offset) }
      offset = end
    }
    return waypoints
  }

  private func endOfName(from offset: Int) throws(GitError) -> Int {
    guard let base = bytes.baseAddress, offset < bytes.count,
      let terminator = memchr(base + offset, 0, bytes.count - offset)
    else { throw damage }
    let end = UnsafeRawPointer(terminator) - base
    guard end + ObjectID.byteCount < bytes.count else { throw damage }
    return end
  }

  private var damage: GitError { .corrupt("tree \(id?.hex ?? "")") }
}

/// One entry in the bytes of a tree, which it must not outlive.
struct RawTreeEntry {
  let mode: FileMode
  let name: UnsafeRawBufferPointer
  let id: UnsafeRawBufferPointer

  /// The offset of the next entry.
  let end: Int

  var objectID: ObjectID { ObjectID(bytes: id) }

  /// Says whether the entry has a name, which isn't empty.
  func isNamed(_ other: [UInt8]) -> Bool {
    guard name.count == other.count, let base = name.baseAddress else { return false }
    return memcmp(base, other, name.count) == 0
  }

  var isTree: Bool { mode == .tree }

  var value: TreeEntry { TreeEntry(name: Array(name), mode: mode, id: objectID) }

  func hasSameContent(as other: RawTreeEntry) -> Bool {
    mode == other.mode && id.elementsEqual(other.id)
  }

  /// Compares names in the order of a tree, in which a folder's name ends with "/".
  ///
  /// - Returns: Negative, zero or positive, as `memcmp` does; a file and a folder are never equal.
  func order(before other: RawTreeEntry) -> Int {
    let shared = min(name.count, other.name.count)
    if let base = name.baseAddress, let otherBase = other.name.baseAddress {
      let order = memcmp(base, otherBase, shared)
      if order != 0 { return Int(order) }
    }
    return Int(byte(at: shared)) - Int(other.byte(at: shared))
  }

  private func byte(at index: Int) -> UInt8 {
    index < name.count ? name[index] : isTree ? UInt8(ascii: "/") : 0
  }
}
