/// Writes the members of a JSON object one after the other, without a value of them in between.
///
/// Names are written as they stand, so they have none of the characters that JSON escapes.
struct JSONObjectWriter {
  private var bytes: [UInt8]
  private var isEmpty = true

  /// Appends an object whose members a function writes.
  static func append(to bytes: inout [UInt8], _ writeMembers: (inout JSONObjectWriter) -> Void) {
    var writer = JSONObjectWriter(bytes: [])
    // The bytes are in one place at a time, so that they aren't copied.
    swap(&writer.bytes, &bytes)
    writer.bytes.append(UInt8(ascii: "{"))
    writeMembers(&writer)
    writer.bytes.append(UInt8(ascii: "}"))
    swap(&writer.bytes, &bytes)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func begin(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    bytes.append(addingCapacity: length + 4) { output in
      if !isEmpty { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "\""))
      output.withUnsafeMutableBufferPointer { buffer, written in
        let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[written...]))
        rest.copyMemory(from: UnsafeRawBufferPointer(start: name.utf8Start, count: length))
        written += length
      }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
    }
    isEmpty = false
  }

  /// Writes a member that is a text, or null for none.
  mutating func write(_ name: StaticString, _ text: String?) {
    begin(name)
    if let text { bytes.appendJSON(text) } else { bytes.append(contentsOf: "null".utf8) }
  }

  mutating func write(_ name: StaticString, _ number: Int) {
    begin(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a member that is the value of a field, or null for none.
  mutating func write(_ name: StaticString, _ value: RecordedValue?) {
    begin(name)
    switch value {
    case nil: bytes.append(contentsOf: "null".utf8)
    case .text(let text): bytes.appendJSON(text)
    case .list(let list): bytes.appendJSON(list)
    }
  }

  /// Writes a member that is an array of items that a function appends.
  mutating func write<Item>(_ name: StaticString, _ items: [Item], _ appendItem: (Item, inout [UInt8]) -> Void) {
    begin(name)
    bytes.appendJSONArray(of: items, appendItem)
  }

  /// Writes a member that is an object.
  mutating func write(_ name: StaticString, _ writeMembers: (inout JSONObjectWriter) -> Void) {
    begin(name)
    Self.append(to: &bytes, writeMembers)
  }
}
