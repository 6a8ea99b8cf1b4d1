/// How the entries of a mapping, or the items of a list, are laid out in one version.
struct Layout {
  /// An entry or item with the comments and blank lines above it.
  struct Member {
    /// The whole lines above; empty between brackets.
    let leading: Range<Int>
    var place: Place

    var leadingText: [UInt8] { place.side.text(leading, shift: place.shift, isWholeLines: true) }
  }

  let side: MergeSide
  private(set) var members: [Member] = []
  /// The whole lines behind the last member.
  private var tail: Range<Int>
  let isFlow: Bool

  /// The comments behind the last member.
  var tailText: [UInt8] { Array(side.bytes[tail]) }

  /// The column in which the members begin, from 0; nil between brackets.
  var column: Int? { isFlow ? nil : members.first?.place.column }

  /// The same with all members beginning in a column.
  func moved(to column: Int) -> Layout {
    guard let mine = self.column, mine != column else { return self }
    var copy = self
    for index in members.indices { copy.members[index].place.shift = column - mine }
    return copy
  }

  /// The same with the members between brackets, if that is where they are, on lines of their own.
  func onLines(at column: Int) -> Layout {
    guard isFlow else { return self }
    var copy = self
    for index in members.indices {
      copy.members[index].place.column = column
      copy.members[index].place.getsDash = members[index].place.key == nil
    }
    return copy
  }

  /// Lays out the front matter; nil if it is written in a way that can't be taken apart.
  init?(of side: MergeSide) {
    let content = side.document.frontMatter.contentRange
    guard let root = side.document.frontMatter.root else {
      self.init(side, tail: content, isFlow: false)
      guard side.isTrivia(content) else { return nil }
      return
    }
    if case .mapping(_, isFlow: true) = root.content {
      self.init(flow: root, of: side)
      return
    }
    self.init(block: root, of: side, from: content.lowerBound, isInline: false, limit: content.upperBound)
  }

  /// Lays out the value of an entry or item; nil if it is none that can be taken apart.
  init?(of place: Place) {
    switch place.node.content {
    case .mapping(let entries, let isFlow) where isFlow || entries.isEmpty:
      self.init(flow: place.node, of: place.side)
    case .sequence(let items, let isFlow) where isFlow || items.isEmpty:
      self.init(flow: place.node, of: place.side)
    case .mapping, .sequence:
      let isInline = place.isInline
      let start = isInline ? place.node.range.lowerBound : place.headLineEnd + 1
      guard isInline || place.side.isTrivia(place.head.upperBound..<place.headLineEnd) else { return nil }
      self.init(block: place.node, of: place.side, from: start, isInline: isInline, limit: nil)
    case .scalar, .alias: return nil
    }
  }

  /// Lays out a single value as a list of it, as a list may be written that has one item.
  init(ofOneItem place: Place) {
    let value = place.node.range
    self.init(place.side, tail: value.upperBound..<value.upperBound, isFlow: true)
    let start = value.lowerBound..<value.lowerBound
    let item = Place(side: place.side, key: nil, head: start, node: place.node, end: value.upperBound, column: 0)
    members = [Member(leading: start, place: item)]
  }

  private init(_ side: MergeSide, tail: Range<Int>, isFlow: Bool) {
    self.side = side
    self.tail = tail
    self.isFlow = isFlow
  }

  private init?(block node: YAMLNode, of side: MergeSide, from start: Int, isInline: Bool, limit: Int?) {
    self.init(side, tail: start..<start, isFlow: false)
    let bytes = side.bytes
    var position = start
    let count = node.entries?.count ?? node.items?.count ?? 0
    for index in 0..<count {
      guard let line = side.firstLineOfText(from: position) else { return nil }
      var begin = index == 0 && isInline ? start : line
      while begin < bytes.count, bytes[begin] == ASCII.space { begin += 1 }
      let column = side.column(of: begin)
      guard let head = side.head(of: node, index, at: begin), self.column == nil || self.column == column else {
        return nil
      }
      let value = node.entries?[index].value ?? node.items?[index] ?? node
      let end = side.document.endOfLines(upTo: max(head.upperBound, value.range.upperBound))
      let place = Place(
        side: side,
        key: node.entries?[index].name,
        head: head,
        node: value,
        end: end - 1,
        column: column
      )
      guard end > begin, bytes[end - 1] == ASCII.lineFeed,
        place.isBlockCollection || side.isTrivia(place.valueRange.upperBound..<max(place.valueRange.upperBound, end))
      else { return nil }
      members.append(Member(leading: position..<max(position, min(line, begin)), place: place))
      position = end
    }
    tail = position..<(limit ?? position)
    guard side.isTrivia(tail) else { return nil }
  }

  private init?(flow node: YAMLNode, of side: MergeSide) {
    self.init(side, tail: node.range.upperBound..<node.range.upperBound, isFlow: true)
    let bytes = side.bytes
    var position = node.range.lowerBound
    let values = node.entries?.map(\.value) ?? node.items ?? []
    for (index, value) in values.enumerated() {
      let start = node.entries?[index].key.range.lowerBound ?? value.range.lowerBound
      var head = start..<start
      if let key = node.entries?[index].key {
        let colon = bytes[key.range.upperBound..<max(key.range.upperBound, value.range.lowerBound)]
          .firstIndex(of: ASCII.colon)
        guard let colon else { return nil }
        head = start..<colon + 1
      }
      let place = Place(
        side: side,
        key: node.entries?[index].name,
        head: head,
        node: value,
        end: value.range.upperBound,
        column: 0
      )
      guard start >= position, !bytes[position..<start].contains(ASCII.hash), !place.isBlockCollection else {
        return nil
      }
      guard !bytes[head.upperBound..<max(head.upperBound, value.range.lowerBound)].contains(ASCII.hash) else {
        return nil
      }
      members.append(Member(leading: start..<start, place: place))
      position = max(value.range.upperBound, head.upperBound)
    }
    guard position <= node.range.upperBound, !bytes[position..<node.range.upperBound].contains(ASCII.hash) else {
      return nil
    }
  }
}

extension MergeSide {
  /// Whether only blanks and comments stand between two offsets, the first of which begins a line or follows a value.
  func isTrivia(_ range: Range<Int>) -> Bool {
    TextLine.lines(of: bytes[range]).allSatisfy { line in
      let first = line.bytes.first { !ASCII.isBlank($0) && $0 != ASCII.lineFeed }
      return first == nil || first == ASCII.hash
    }
  }

  /// The offset of the first line, from one that begins a line, that holds more than a comment.
  fileprivate func firstLineOfText(from start: Int) -> Int? {
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? bytes.count
      if !isTrivia(line..<end) { return line }
      line = end
    }
    return nil
  }

  /// The column of an offset, in bytes from 0.
  func column(of offset: Int) -> Int {
    offset - (bytes[..<offset].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0)
  }

  /// The key through its colon, or the dash, of a member that begins at an offset; nil if it doesn't begin there.
  fileprivate func head(of node: YAMLNode, _ index: Int, at start: Int) -> Range<Int>? {
    guard let entry = node.entries?[index] else {
      return bytes[start] == ASCII.hyphen ? start..<start + 1 : nil
    }
    guard entry.key.range.lowerBound == start, entry.value.range.lowerBound >= entry.key.range.upperBound else {
      return nil
    }
    let colon = bytes[entry.key.range.upperBound...].firstIndex { !ASCII.isBlank($0) }
    guard let colon, bytes[colon] == ASCII.colon else { return nil }
    return start..<colon + 1
  }
}
