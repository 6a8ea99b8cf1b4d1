/// An ATX heading.
struct Heading {
  let level: Int
  let text: String
  /// The line without its line ending.
  let range: Range<Int>
}

/// What one line of Markdown is, looked at alone.
struct MarkdownLine {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// The line without its line ending, in UTF-8 offsets from the file's start.
  let range: Range<Int>

  /// Takes a line without its line ending.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Visits the lines between two offsets, each with the offset of the next; LF, CRLF and a lone CR end a line.
  static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ visit: (_ line: MarkdownLine, _ next: Int) -> Void
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = ASCII.lineEnd(in: bytes, start..<range.upperBound)
      var next = end
      if next < range.upperBound {
        let isPair =
          bytes[end] == ASCII.carriageReturn && end + 1 < range.upperBound && bytes[end + 1] == ASCII.lineFeed
        next += isPair ? 2 : 1
      }
      visit(MarkdownLine(bytes, start..<end), next)
      start = next
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The offset after at most three spaces, where a block may begin; nil if the line is indented more.
  private var blockStart: Int? {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == ASCII.space { start += 1 }
    return start - range.lowerBound <= 3 ? start : nil
  }

  /// The first byte where a block may begin; nil if the line is blank or indented more.
  var firstByteOfBlock: UInt8? {
    guard let start = blockStart, start < range.upperBound else { return nil }
    return bytes[start]
  }

  private func runLength(of byte: UInt8, from start: Int) -> Int {
    var end = start
    while end < range.upperBound, bytes[end] == byte { end += 1 }
    return end - start
  }

  // MARK: - Blocks

  func heading() -> Heading? {
    guard let start = blockStart else { return nil }
    let level = runLength(of: ASCII.hash, from: start)
    guard (1...6).contains(level) else { return nil }
    let afterHashes = start + level
    guard afterHashes == range.upperBound || ASCII.isBlank(bytes[afterHashes]) else { return nil }
    var title = bytes.trimmingBlanks(afterHashes..<range.upperBound)
    var end = title.upperBound
    while end > title.lowerBound, bytes[end - 1] == ASCII.hash { end -= 1 }
    if end < title.upperBound, end == title.lowerBound || ASCII.isBlank(bytes[end - 1]) {
      title = bytes.trimmingBlanks(title.lowerBound..<end)
    }
    return Heading(level: level, text: text(title), range: range)
  }

  func openingFence() -> (fence: UInt8, length: Int)? {
    guard let start = blockStart, start < range.upperBound else { return nil }
    let fence = bytes[start]
    guard fence == ASCII.backtick || fence == ASCII.tilde else { return nil }
    let length = runLength(of: fence, from: start)
    guard length >= 3 else { return nil }
    if fence == ASCII.backtick, bytes[start + length..<range.upperBound].contains(ASCII.backtick) { return nil }
    return (fence, length)
  }

  func closesFence(_ fence: UInt8, length: Int) -> Bool {
    guard let start = blockStart else { return false }
    let run = runLength(of: fence, from: start)
    return run >= length && bytes.trimmingBlanks(start + run..<range.upperBound).isEmpty
  }

  /// Says whether an HTML comment begins the line and goes on in the next.
  func opensComment() -> Bool {
    guard let start = blockStart, bytes[start..<range.upperBound].starts(with: "<!--".utf8) else { return false }
    return !contains("-->")
  }

  func contains(_ needle: StaticString) -> Bool {
    let needle = UnsafeBufferPointer(start: needle.utf8Start, count: needle.utf8CodeUnitCount)
    guard range.count >= needle.count else { return false }
    return (range.lowerBound...range.upperBound - needle.count).contains {
      bytes[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }

  // MARK: - List items

  /// The offset after a bullet or number and its blanks, nil if the line is no list item.
  func itemStart() -> Int? {
    var offset = range.lowerBound
    while offset < range.upperBound, ASCII.isBlank(bytes[offset]) { offset += 1 }
    guard offset < range.upperBound else { return nil }
    switch bytes[offset] {
    case ASCII.hyphen, UInt8(ascii: "*"), UInt8(ascii: "+"): offset += 1
    default:
      let digitsStart = offset
      while offset < range.upperBound, ASCII.isDigit(bytes[offset]) { offset += 1 }
      guard (1...9).contains(offset - digitsStart), offset < range.upperBound else { return nil }
      guard bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: ")") else { return nil }
      offset += 1
    }
    guard offset < range.upperBound, ASCII.isBlank(bytes[offset]) else { return nil }
    while offset < range.upperBound, ASCII.isBlank(bytes[offset]) { offset += 1 }
    return offset
  }

  /// Reads a checkbox with its words.
  func task(at item: Int) -> TaskItem? {
    guard item + 3 <= range.upperBound, bytes[item] == UInt8(ascii: "["), bytes[item + 2] == UInt8(ascii: "]") else {
      return nil
    }
    guard item + 3 == range.upperBound || ASCII.isBlank(bytes[item + 3]) else { return nil }
    let state: TaskState
    switch bytes[item + 1] {
    case ASCII.space: state = .open
    case UInt8(ascii: "x"), UInt8(ascii: "X"): state = .done
    case ASCII.hyphen: state = .dropped
    default: return nil
    }
    var words: [UInt8] = []
    words.reserveCapacity(range.upperBound - item)
    var people: [String] = []
    var keys: [TaskKey] = []
    // Made only where it isn't the words.
    var sentence: [UInt8]?
    var marks: [(word: Range<Int>, isPartOfSentence: Bool)] = []
    func addMarks(isWithin: Bool) {
      for mark in marks where isWithin || mark.isPartOfSentence {
        var text = sentence ?? words
        if !text.isEmpty { text.append(ASCII.space) }
        text += bytes[mark.word]
        sentence = text
      }
      marks = []
    }
    var start = item + 3
    while start < range.upperBound {
      if ASCII.isBlank(bytes[start]) {
        start += 1
        continue
      }
      var end = start
      while end < range.upperBound, !ASCII.isBlank(bytes[end]) { end += 1 }
      let word = start..<end
      if let person = person(in: word) {
        people.append(person)
        marks.append((word, !["mentee", "mentor"].contains(person)))
      } else if let key = key(in: word) {
        keys.append(key)
        marks.append((word, false))
      } else {
        if !marks.isEmpty { addMarks(isWithin: !words.isEmpty) }
        if sentence != nil {
          sentence?.append(ASCII.space)
          sentence? += bytes[word]
        }
        if !words.isEmpty { words.append(ASCII.space) }
        words += UnsafeBufferPointer(rebasing: bytes[word])
      }
      start = end
    }
    if !marks.isEmpty { addMarks(isWithin: false) }
    let text = String(decoding: words, as: UTF8.self)
    return TaskItem(
      state: state,
      text: text,
      sentence: sentence.map { String(decoding: $0, as: UTF8.self) } ?? text,
      people: people,
      keys: keys,
      occurrence: 1,
      lineRange: range,
      boxRange: item + 1..<item + 2
    )
  }

  private func person(in word: Range<Int>) -> String? {
    guard word.count > 1, bytes[word.lowerBound] == UInt8(ascii: "@") else { return nil }
    let name = word.lowerBound + 1..<word.upperBound
    return bytes[name].contains(UInt8(ascii: "@")) ? nil : text(name)
  }

  /// Reads `name:value`; `https://…` and a word that ends with its colon are words.
  private func key(in word: Range<Int>) -> TaskKey? {
    guard ASCII.isLowercase(bytes[word.lowerBound]) else { return nil }
    var colon = word.lowerBound
    while colon < word.upperBound, bytes[colon] != ASCII.colon {
      let byte = bytes[colon]
      guard ASCII.isLowercase(byte) || byte == UInt8(ascii: "_") || byte == ASCII.hyphen else { return nil }
      colon += 1
    }
    guard colon + 1 < word.upperBound else { return nil }
    let value = colon + 1..<word.upperBound
    guard !bytes[value].starts(with: "//".utf8) else { return nil }
    return TaskKey(name: text(word.lowerBound..<colon), value: text(value))
  }

  /// The day that an item begins with; nil if it begins with none.
  func day(at item: Int) -> CalendarDay? {
    guard item + 10 <= range.upperBound, ASCII.isDigit(bytes[item]) else { return nil }
    guard item + 10 == range.upperBound || ASCII.isBlank(bytes[item + 10]) else { return nil }
    return CalendarDay(UnsafeBufferPointer(rebasing: bytes[item..<item + 10]))
  }

  /// Reads a day and what follows it.
  func datedLine(at item: Int, isAssessment: Bool) -> DatedLine? {
    guard let day = day(at: item) else { return nil }
    let rest = bytes.trimmingBlanks(item + 10..<range.upperBound)
    return DatedLine(
      day: day,
      text: text(rest),
      assessment: isAssessment ? assessment(in: rest) : nil,
      lineRange: range
    )
  }

  private func assessment(in rest: Range<Int>) -> DatedLine.Assessment? {
    let words = bytes[rest].split(maxSplits: 2, whereSeparator: ASCII.isBlank)
    guard words.count >= 2, let level = Int(text(words[1].startIndex..<words[1].endIndex)) else { return nil }
    let note = words.count > 2 ? bytes.trimmingBlanks(words[2].startIndex..<words[2].endIndex) : 0..<0
    return DatedLine.Assessment(
      role: text(words[0].startIndex..<words[0].endIndex),
      level: level,
      text: text(note)
    )
  }
}
