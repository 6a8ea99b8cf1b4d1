/// One version of a record as the merge sees it: with LF, without byte order mark, ending with a line ending.
struct VersionText {
  /// What a file has besides its lines.
  struct Envelope: Equatable {
    var ending: [UInt8]
    var hasByteOrderMark: Bool
    var endsWithNewline: Bool
  }

  let bytes: [UInt8]
  let envelope: Envelope

  init(_ file: [UInt8]) {
    var text = file[...]
    let hasMark = text.starts(with: Self.byteOrderMark)
    if hasMark { text = text.dropFirst(3) }
    let endsWithNewline = text.last.map(ASCII.isLineEnding) ?? false
    let isPlain = !text.contains(ASCII.carriageReturn)
    let ending = isPlain ? [ASCII.lineFeed] : Self.firstEnding(of: text)
    var bytes = isPlain ? Array(text) : Self.withLineFeeds(text)
    if !endsWithNewline { bytes.append(ASCII.lineFeed) }
    self.bytes = bytes
    envelope = Envelope(ending: ending, hasByteOrderMark: hasMark, endsWithNewline: endsWithNewline)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func firstEnding(of text: ArraySlice<UInt8>) -> [UInt8] {
    guard let place = text.firstIndex(where: ASCII.isLineEnding) else { return [ASCII.lineFeed] }
    if text[place] == ASCII.lineFeed { return [ASCII.lineFeed] }
    let isPair = place + 1 < text.endIndex && text[place + 1] == ASCII.lineFeed
    return isPair ? [ASCII.carriageReturn, ASCII.lineFeed] : [ASCII.carriageReturn]
  }

  private static func withLineFeeds(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var previous: UInt8 = 0
    for byte in text {
      if byte == ASCII.lineFeed, previous == ASCII.carriageReturn {
        previous = byte
        continue
      }
      result.append(byte == ASCII.carriageReturn ? ASCII.lineFeed : byte)
      previous = byte
    }
    return result
  }
}

extension VersionText.Envelope {
  /// The three-way result; where both sides differ from the base and from each other, the smaller.
  static func merged(base: Self?, one: Self, other: Self) -> Self {
    func pick<Value: Equatable>(_ part: KeyPath<Self, Value>, smaller: (Value, Value) -> Value) -> Value {
      let (first, second) = (one[keyPath: part], other[keyPath: part])
      if first == second || second == base?[keyPath: part] { return first }
      return first == base?[keyPath: part] ? second : smaller(first, second)
    }
    return Self(
      ending: pick(\.ending) { $0.lexicographicallyPrecedes($1) ? $0 : $1 },
      hasByteOrderMark: pick(\.hasByteOrderMark) { $0 && $1 },
      endsWithNewline: pick(\.endsWithNewline) { $0 || $1 }
    )
  }

  /// A file with these lines.
  func file(_ text: [UInt8]) -> [UInt8] {
    var lines = text[...]
    if !endsWithNewline, lines.last == ASCII.lineFeed { lines = lines.dropLast() }
    let start: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    guard ending != [ASCII.lineFeed] else { return start + lines }
    return start + lines.flatMap { $0 == ASCII.lineFeed ? ending : [$0] }
  }
}
