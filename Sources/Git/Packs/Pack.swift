internal import CZlib

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A pack file, from which trees are read as what differs from another, and files as they are stored.
///
/// Whatever this can't read is left to libgit2, and so it is to say what is wrong.
final class Pack {
  /// How an object is stored.
  enum StoredObject {
    case whole([UInt8])
    /// As instructions that make it of another object, which begins at an offset of the pack.
    case difference([UInt8], from: Int)
  }

  private let index: PackIndex
  private let descriptor: Int32
  private let size: Int
  private let stream: UnsafeMutablePointer<z_stream>

  /// Where objects are inflated before they are taken over.
  private let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

  /// The bytes of the pack that are mapped, and where they begin.
  private var window = UnsafeRawBufferPointer(start: nil, count: 0)
  private var windowStart = 0

  /// How much is mapped at once, in bytes; objects that are asked for one after the other often stand so, too.
  private static let windowSize = 1 << 23

  /// How much of a window an object should begin with; most are shorter.
  private static let usualSize = 1 << 12

  /// The room behind inflated bytes: what is longer than it says shows there, and zlib takes its fast way as long as there are 258 bytes.
  private static let room = 320

  /// A longer difference is no faster to follow than the object is to read.
  private static let mostInstructions = 1 << 16

  /// Opens a pack; nil if the pack or its index can't be opened.
  ///
  /// - Parameter path: Its path without `.idx` or `.pack`.
  init?(at path: String) {
    guard let index = try? PackIndex(at: path + ".idx"), let descriptor = openRegularFile(path + ".pack") else {
      return nil
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard rapport_inflate_start(stream) == Z_OK else {
      scratch.deallocate()
      stream.deallocate()
      close(descriptor)
      return nil
    }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    self.index = index
    self.descriptor = descriptor
    self.stream = stream
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    scratch.deallocate()
    unmap()
    close(descriptor)
  }

  /// How an object is made of another, if it is stored so and that can be read; not checked in any way.
  func instructions(for id: ObjectID, from base: ObjectID) -> [UInt8]? {
    guard let offset = index.offset(of: id) else { return nil }
    var header = PackHeader(bytes(from: offset))
    guard let (kind, size) = header.readKindAndSize(), size <= Self.mostInstructions else { return nil }
    switch kind {
    case .differenceFromOffset:
      guard let distance = header.readDistance(), distance <= offset, index.offset(of: base) == offset - distance else {
        return nil
      }
    case .differenceFromObject:
      guard header.readID() == base else { return nil }
    case .whole, nil:
      return nil
    }
    return inflate(size, at: offset + header.position)
  }

  /// Where an object begins, in bytes; nil if it isn't there.
  func offset(of id: ObjectID) -> Int? { index.offset(of: id) }

  /// How the object that begins at an offset is stored; nil if none does, if it is whole and of another kind, if it is larger than a
  /// limit, or if that can't be read. Not checked in any way.
  func object(_ wanted: ObjectKind, at offset: Int, limit: Int) -> StoredObject? {
    var header = PackHeader(bytes(from: offset))
    guard let (kind, size) = header.readKindAndSize(), size <= limit else { return nil }
    let base: Int?
    switch kind {
    case .whole(let kind):
      return kind == wanted ? inflate(size, at: offset + header.position).map(StoredObject.whole) : nil
    case .differenceFromOffset: base = header.readDistance().map { offset - $0 }
    case .differenceFromObject: base = header.readID().flatMap(index.offset)
    case nil: return nil
    }
    guard let base, base > 0, base != offset, let instructions = inflate(size, at: offset + header.position) else {
      return nil
    }
    return .difference(instructions, from: base)
  }

  /// The bytes from an offset on, as many as are mapped until the next call; none after the end or if they can't be mapped.
  private func bytes(from offset: Int) -> UnsafeRawBufferPointer {
    let end = min(offset + Self.usualSize, size)
    let isMapped = offset >= windowStart && end <= windowStart + window.count
    guard offset >= 0, offset < size, isMapped || map(from: offset) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(rebasing: window[(offset - windowStart)...])
  }

  /// Maps the window that begins at or before an offset, in place of the last one.
  private func map(from offset: Int) -> Bool {
    unmap()
    let half = Self.windowSize / 2
    let start = offset / half * half
    let count = min(size - start, Self.windowSize)
    guard let bytes = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, off_t(start)), bytes != MAP_FAILED else {
      return false
    }
    window = UnsafeRawBufferPointer(start: bytes, count: count)
    windowStart = start
    return true
  }

  private func unmap() {
    if let start = window.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), window.count) }
    window = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Inflates so many bytes.
  private func inflate(_ size: Int, at offset: Int) -> [UInt8]? {
    // Most objects are small, and the room behind them needn't be kept with each.
    if size + Self.room <= scratch.count {
      return inflate(size, at: offset, to: scratch) ? Array(scratch[..<size]) : nil
    }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size + Self.room) { output, count in
      isWhole = inflate(size, at: offset, to: output)
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }

  /// Inflates so many bytes to the front of a place that has room behind them; says whether there are just so many.
  private func inflate(_ size: Int, at offset: Int, to output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    guard inflateReset(stream) == Z_OK else { return false }
    var rest = self.bytes(from: offset)
    var offset = offset + rest.count
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(size + Self.room)
    while !rest.isEmpty {
      stream.pointee.next_in = UnsafeMutablePointer(mutating: rest.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(rest.count)
      let code = CZlib.inflate(stream, Z_NO_FLUSH)
      if code == Z_STREAM_END { return Int(stream.pointee.avail_out) == Self.room }
      guard code == Z_OK, stream.pointee.avail_in == 0 else { return false }
      rest = self.bytes(from: offset)
      offset += rest.count
    }
    return false
  }
}

extension Pack {
  private static let mostPacks = 32

  /// The packs of a repository; none if there are too many to be looked through.
  ///
  /// - Parameter directory: The repository's folder, that of the main one for a linked work tree.
  static func all(in directory: String) -> [Pack] {
    let folder = directory + "/objects/pack"
    var packs: [Pack] = []
    for name in names(in: folder) {
      guard let pack = Pack(at: folder + "/" + name) else { continue }
      guard packs.count < mostPacks else { return [] }
      packs.append(pack)
    }
    return packs
  }

  /// The indexes of the packs in a folder; none if there are too many to be looked through.
  static func indexes(in folder: String) -> [PackIndex] {
    let names = names(in: folder)
    return names.count > mostPacks ? [] : names.compactMap { try? PackIndex(at: "\(folder)/\($0).idx") }
  }

  /// The names of the packs that have an index, without `.idx`; none if the folder can't be read.
  static func names(in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          String(cString: $0)
        }
      }
      if name.hasSuffix(".idx") { names.append(String(name.dropLast(".idx".count))) }
    }
    return names
  }
}

/// What stands before the bytes of an object in a pack.
private struct PackHeader {
  /// How an object is stored: whole, or as what differs from another.
  enum Kind {
    case whole(ObjectKind)
    case differenceFromOffset
    case differenceFromObject

    /// By [its number](https://git-scm.com/docs/gitformat-pack#_object_types).
    init?(_ number: Int) {
      switch number {
      case 1: self = .whole(.commit)
      case 2: self = .whole(.tree)
      case 3: self = .whole(.blob)
      case 6: self = .differenceFromOffset
      case 7: self = .differenceFromObject
      default: return nil
      }
    }
  }

  private let bytes: UnsafeRawBufferPointer

  /// What has been read of the bytes.
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private mutating func readByte() -> Int? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return Int(bytes[position])
  }

  /// How the object is stored, nil if that is unknown, and the length of that in bytes; nil if the bytes end before.
  mutating func readKindAndSize() -> (kind: Kind?, size: Int)? {
    guard var byte = readByte() else { return nil }
    let kind = Kind(byte >> 4 & 7)
    var size = byte & 15
    var shift = 4
    while byte & 0x80 != 0 {
      guard shift < 32, let next = readByte() else { return nil }
      byte = next
      size |= (byte & 0x7F) << shift
      shift += 7
    }
    return (kind, size)
  }

  /// How far before an object its base begins, in bytes.
  mutating func readDistance() -> Int? {
    guard var byte = readByte() else { return nil }
    var distance = byte & 0x7F
    while byte & 0x80 != 0 {
      guard distance < 1 << 40, let next = readByte() else { return nil }
      byte = next
      // Each byte more begins where the shorter ones end.
      distance = (distance + 1) << 7 | byte & 0x7F
    }
    return distance
  }

  mutating func readID() -> ObjectID? {
    guard bytes.count - position >= ObjectID.byteCount else { return nil }
    defer { position += ObjectID.byteCount }
    return ObjectID(bytes: UnsafeRawBufferPointer(rebasing: bytes[position..<position + ObjectID.byteCount]))
  }
}
