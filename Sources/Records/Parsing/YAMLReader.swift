import CLibyaml

/// What libyaml made of some front matter.
struct ParsedYAML {
  /// Something that is read but has no meaning for rapport.
  struct Oddity {
    enum Kind {
      case alias
      case anchor
      case tag
      case mergeKey
    }
    let kind: Kind
    /// The whole value, or the key `<<`.
    let node: YAMLNode
  }
  /// A key that a mapping has already.
  struct Duplicate {
    let key: YAMLNode
    let first: YAMLNode
  }

  /// The only document's value, nil if there is none.
  var root: YAMLNode?
  var oddities: [Oddity] = []
  var duplicates: [Duplicate] = []
  /// How many scalars, lists, mappings and aliases there are, keys included.
  var nodeCount = 0
}

/// Why libyaml or a limit stopped.
struct YAMLFailure: Error {
  enum Reason {
    case syntax(problem: String, contextOffset: Int?)
    case controlCharacter
    case tooDeep
    case tooManyNodes
    case unsupportedKey
    case severalDocuments
    case outOfMemory
  }

  let reason: Reason
  /// The UTF-8 offset from the file's start.
  let offset: Int
}

/// Reads YAML through libyaml's events, so that limits hold while parsing and nothing is ever expanded.
///
/// See https://pyyaml.org/wiki/LibYAML for the interface.
struct YAMLReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let offsets: CodePointOffsets
  private var result = ParsedYAML()

  /// Reads the YAML between two offsets of a text that is valid UTF-8.
  ///
  /// - Parameter depth: How deep the value is nested, for the limit; 1 for the front matter itself.
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>,
    in range: Range<Int>,
    depth: Int = 1
  ) throws(YAMLFailure) -> ParsedYAML {
    let content = UnsafeBufferPointer(rebasing: bytes[range])
    var storage = yaml_parser_t()
    let outcome = withUnsafeMutablePointer(to: &storage) { parser -> Result<ParsedYAML, YAMLFailure> in
      guard yaml_parser_initialize(parser) == 1 else {
        return .failure(YAMLFailure(reason: .outOfMemory, offset: range.lowerBound))
      }
      defer { yaml_parser_delete(parser) }
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, content.baseAddress, content.count)
      var reader = YAMLReader(parser: parser, text: content, base: range.lowerBound)
      do throws(YAMLFailure) {
        return .success(try reader.readStream(depth: depth))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private init(parser: UnsafeMutablePointer<yaml_parser_t>, text: UnsafeBufferPointer<UInt8>, base: Int) {
    self.parser = parser
    self.text = text
    self.base = base
    self.offsets = CodePointOffsets(text, base: base)
  }

  private mutating func readStream(depth: Int) throws(YAMLFailure) -> ParsedYAML {
    var documents = 0
    while true {
      let event = try nextEvent()
      switch event.type {
      case YAML_STREAM_START_EVENT: continue
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        guard documents == 1, event.isImplicit else {
          throw YAMLFailure(reason: .severalDocuments, offset: event.range.lowerBound)
        }
        result.root = try readNode(try nextEvent(), depth: depth)
      case YAML_DOCUMENT_END_EVENT:
        guard event.isImplicit else { throw YAMLFailure(reason: .severalDocuments, offset: event.range.lowerBound) }
      default: return result
      }
    }
  }

  private mutating func readNode(_ event: Event, depth: Int) throws(YAMLFailure) -> YAMLNode {
    result.nodeCount += 1
    if result.nodeCount > ParsingLimits.nodes {
      throw YAMLFailure(reason: .tooManyNodes, offset: event.range.lowerBound)
    }
    let node: YAMLNode
    switch event.type {
    case YAML_SEQUENCE_START_EVENT: node = try readSequence(event, depth: depth)
    case YAML_MAPPING_START_EVENT: node = try readMapping(event, depth: depth)
    case YAML_ALIAS_EVENT: node = YAMLNode(range: event.range, content: .alias(name: event.text))
    default:
      var range = event.range
      if event.style == .literal || event.style == .folded { range = trimmingBlankTail(ofBlock: range) }
      node = YAMLNode(range: range, content: .scalar(text: event.text, style: event.style))
    }
    if event.type == YAML_ALIAS_EVENT { result.oddities.append(.init(kind: .alias, node: node)) }
    if event.hasAnchor { result.oddities.append(.init(kind: .anchor, node: node)) }
    if event.hasTag { result.oddities.append(.init(kind: .tag, node: node)) }
    return node
  }

  private mutating func readSequence(_ start: Event, depth: Int) throws(YAMLFailure) -> YAMLNode {
    try checkDepth(depth, at: start)
    var items: [YAMLNode] = []
    while true {
      let event = try nextEvent()
      if event.type == YAML_SEQUENCE_END_EVENT {
        // A block ends where libyaml finds the next token, past comments: its last item is where it really ends.
        let end = start.isFlow ? event.range.upperBound : items.last?.range.upperBound ?? start.range.upperBound
        let range = start.range.lowerBound..<max(end, start.range.lowerBound)
        return YAMLNode(range: range, content: .sequence(items, isFlow: start.isFlow))
      }
      items.append(try readNode(event, depth: depth + 1))
    }
  }

  private mutating func readMapping(_ start: Event, depth: Int) throws(YAMLFailure) -> YAMLNode {
    try checkDepth(depth, at: start)
    var entries: [YAMLNode.Entry] = []
    // Large mappings look keys up, small ones compare: most have a dozen keys.
    var seen: [String: Int] = [:]
    while true {
      let event = try nextEvent()
      if event.type == YAML_MAPPING_END_EVENT {
        let end = start.isFlow ? event.range.upperBound : entries.last?.value.range.upperBound
        let range = start.range.lowerBound..<max(end ?? start.range.upperBound, start.range.lowerBound)
        return YAMLNode(range: range, content: .mapping(entries, isFlow: start.isFlow))
      }
      let key = try readNode(event, depth: depth + 1)
      guard let name = key.text else {
        throw YAMLFailure(reason: .unsupportedKey, offset: key.range.lowerBound)
      }
      if name == "<<", case .scalar(_, .plain) = key.content {
        result.oddities.append(.init(kind: .mergeKey, node: key))
      }
      if entries.count == 16 {
        for (index, entry) in entries.enumerated() where seen[entry.name] == nil { seen[entry.name] = index }
      }
      let earlier = entries.count < 16 ? entries.firstIndex { $0.name == name } : seen[name]
      if let earlier { result.duplicates.append(.init(key: key, first: entries[earlier].key)) }
      if entries.count >= 16, earlier == nil { seen[name] = entries.count }
      let value = try readNode(try nextEvent(), depth: depth + 1)
      entries.append(YAMLNode.Entry(key: key, value: value))
    }
  }

  private func checkDepth(_ depth: Int, at event: Event) throws(YAMLFailure) {
    if depth > ParsingLimits.depth { throw YAMLFailure(reason: .tooDeep, offset: event.range.lowerBound) }
  }

  /// Takes the blank lines off a block scalar that don't belong to its value.
  ///
  /// libyaml's mark reaches to the next token. With `+` the blank lines are part of the value, and a line of blanks
  /// deeper than the block's indentation is content.
  private func trimmingBlankTail(ofBlock range: Range<Int>) -> Range<Int> {
    var lineStart = range.lowerBound - base
    let end = range.upperBound - base
    var isHeader = true
    var indentation: Int?
    var contentEnd = end
    while lineStart < end {
      var lineEnd = lineStart
      while lineEnd < end, !ASCII.isLineEnding(text[lineEnd]) { lineEnd += 1 }
      var next = lineEnd
      if next < end { next += text[next] == ASCII.carriageReturn && next + 1 < end && text[next + 1] == 0x0A ? 2 : 1 }
      let line = text[lineStart..<lineEnd]
      if isHeader {
        let indicators = line.prefix { $0 != ASCII.hash }
        if indicators.contains(UInt8(ascii: "+")) { return range }
        if indicators.contains(where: ASCII.isDigit) { indentation = 0 }
        contentEnd = next
        isHeader = false
      } else {
        let blanks = line.prefix { $0 == ASCII.space }.count
        if blanks < line.count {
          if indentation == nil { indentation = blanks }
          contentEnd = next
        } else if let indentation, blanks > indentation {
          contentEnd = next
        }
      }
      lineStart = next
    }
    // Without a line of text the mark is left alone: such a value is rare and its blank lines may count.
    return indentation == nil ? range : range.lowerBound..<contentEnd + base
  }
}

// MARK: - Events

extension YAMLReader {
  /// One event in Swift's terms; libyaml's own is freed at once.
  private struct Event {
    let type: yaml_event_type_t
    let range: Range<Int>
    var text = ""
    var style = ScalarStyle.plain
    var isFlow = false
    var isImplicit = true
    var hasAnchor = false
    var hasTag = false
  }

  private func nextEvent() throws(YAMLFailure) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    let start = offsets.offset(ofCodePoint: event.start_mark.index)
    let end = offsets.offset(ofCodePoint: event.end_mark.index)
    var converted = Event(type: event.type, range: start..<max(start, end))
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      converted.text = String(
        decoding: UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length),
        as: UTF8.self
      )
      converted.style = ScalarStyle(scalar.style)
      converted.hasAnchor = scalar.anchor != nil
      converted.hasTag = scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      converted.isFlow = sequence.style == YAML_FLOW_SEQUENCE_STYLE
      converted.hasAnchor = sequence.anchor != nil
      converted.hasTag = sequence.tag != nil
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      converted.isFlow = mapping.style == YAML_FLOW_MAPPING_STYLE
      converted.hasAnchor = mapping.anchor != nil
      converted.hasTag = mapping.tag != nil
    case YAML_ALIAS_EVENT:
      if let name = event.data.alias.anchor { converted.text = String(cString: name) }
    case YAML_DOCUMENT_START_EVENT: converted.isImplicit = event.data.document_start.implicit == 1
    case YAML_DOCUMENT_END_EVENT: converted.isImplicit = event.data.document_end.implicit == 1
    default: break
    }
    return converted
  }

  private func failure() -> YAMLFailure {
    let state = parser.pointee
    switch state.error {
    case YAML_MEMORY_ERROR: return YAMLFailure(reason: .outOfMemory, offset: base)
    case YAML_READER_ERROR:
      return YAMLFailure(reason: .controlCharacter, offset: base + min(state.problem_offset, text.count))
    default:
      let problem = state.problem.map { String(cString: $0) } ?? ""
      let context = state.context == nil ? nil : offsets.offset(ofCodePoint: state.context_mark.index)
      return YAMLFailure(
        reason: .syntax(problem: problem, contextOffset: context),
        offset: offsets.offset(ofCodePoint: state.problem_mark.index)
      )
    }
  }
}

extension ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
