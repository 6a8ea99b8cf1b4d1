import CLibgit2

/// The SHA-1 name of a git object, 20 bytes.
package struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  // Big-endian words, so that comparing them compares the bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// The number of bytes in an id.
  package static let byteCount = 20

  /// Reads exactly 40 hexadecimal digits of either case; anything else is nil.
  package init?(hex: some StringProtocol) {
    self.init(hexBytes: hex.utf8)
  }

  /// Reads exactly 40 hexadecimal digits of either case in ASCII; anything else is nil.
  init?(hexBytes: some Collection<UInt8>) {
    guard hexBytes.count == Self.byteCount * 2 else { return nil }
    var digits = hexBytes.makeIterator()
    func word(_ digitCount: Int) -> UInt64? {
      var word: UInt64 = 0
      for _ in 0..<digitCount {
        guard let digit = digits.next(), let value = Self.value(ofHexDigit: digit) else { return nil }
        word = word << 4 | UInt64(value)
      }
      return word
    }
    guard let first = word(16), let second = word(16), let third = word(8) else { return nil }
    (self.first, self.second, self.third) = (first, second, UInt32(third))
  }

  /// Takes exactly 20 bytes; anything else is nil.
  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self = bytes.withUnsafeBytes { ObjectID(bytes: $0) }
  }

  /// Takes the first 20 of the bytes, which must be there.
  init(bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count >= Self.byteCount, "an object id is made of 20 bytes")
    first = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    second = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    third = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  init(_ id: git_oid) {
    self = withUnsafeBytes(of: id.id) { ObjectID(bytes: $0) }
  }

  /// The id that a blob of these bytes has, without writing it.
  ///
  /// - Throws: `GitError.failed` if the bytes are a SHA-1 collision attack.
  package static func blob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    try Repository.start(.reading)
    var id = git_oid()
    try call("hash a file") {
      bytes.withUnsafeBytes { git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    }
    return ObjectID(id)
  }

  /// The id as 40 lower-case hexadecimal digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: Self.byteCount * 2) { digits in
      var offset = 0
      withBytes { bytes in
        for byte in bytes {
          digits[offset] = Self.hexDigit(byte >> 4)
          digits[offset + 1] = Self.hexDigit(byte & 0xf)
          offset += 2
        }
      }
      return offset
    }
  }

  /// The first seven digits of the id, for showing it to a person.
  package var abbreviated: String { String(hex.prefix(7)) }

  package var description: String { hex }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }

  /// The first of the bytes, by which tables of ids are divided.
  var firstByte: Int { Int(first >> 56) }

  /// Hashes eight of the bytes: they are as random as all of them.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(first)
  }

  /// The id as libgit2 wants it.
  var raw: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id.id) { target in
      withBytes { target.copyMemory(from: $0) }
    }
    return id
  }

  /// Lends the 20 bytes of the id.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    var words = (first.bigEndian, second.bigEndian, third.bigEndian)
    withUnsafeBytes(of: &words) { body(UnsafeRawBufferPointer(rebasing: $0.prefix(Self.byteCount))) }
  }

  private static func value(ofHexDigit digit: UInt8) -> UInt8? {
    let decimal = digit &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = digit | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") ? letter &- UInt8(ascii: "a") &+ 10 : nil
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
