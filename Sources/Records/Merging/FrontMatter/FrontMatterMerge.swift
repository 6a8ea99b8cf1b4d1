/// Merges the front matter of three versions, key by key.
///
/// An entry that only one side changed is taken with all its bytes. Where both sides changed one, its parts are merged:
/// the comments above it, the key, the value, the comment behind it.
struct FrontMatterMerge {
  /// What became of an entry or item.
  struct Merged {
    var leading: [UInt8]
    /// The text without the blanks before and the line ending behind it.
    var body: [UInt8]
  }

  let versions: Three<MergeSide>
  let description: KindDescription
  /// The questions that are open after the merge.
  private(set) var openEntries: [OpenEntry] = []
  private var visited: Set<FieldPath> = []
  /// Whether a version has a question about any place.
  private let hasQuestions: Bool

  init(_ versions: Three<MergeSide>, description: KindDescription) {
    self.versions = versions
    self.description = description
    hasQuestions = versions.all.contains { !$0.openFields.isEmpty }
  }

  /// The lines between the fences; nil where a version is written in a way that can't be taken apart.
  mutating func content() -> [UInt8]? {
    guard let one = versions.one.flatMap(Layout.init(of:)), let other = versions.other.flatMap(Layout.init(of:)) else {
      return nil
    }
    var layouts = Three(base: versions.base.flatMap(Layout.init(of:)), one: one, other: other)
    // Lines around braces would need a place of their own.
    guard layouts.sides.allSatisfy({ !$0.isFlow }) || layouts.sides.allSatisfy({ $0.isFlow && $0.coversContent }) else {
      return nil
    }
    let column = layouts.map(\.column).layoutColumn ?? 0
    layouts = layouts.map { $0.moved(to: column) }
    let level = merged(layouts, names: layouts.map(\.keys), path: .root)
    keepUnvisitedEntries()
    if one.isFlow { return Array("{".utf8) + Self.joined(level) + Array("}\n".utf8) }
    let tail = Merged(leading: layouts.map(\.tailText).comments, body: [])
    return Self.lines(level + [tail], column: column)
  }

  /// Adds a question, and remembers that its place was looked at.
  mutating func open(_ entry: OpenEntry, at path: FieldPath) {
    openEntries.append(entry)
    visited.insert(path)
  }

  mutating func visit(_ path: FieldPath) { visited.insert(path) }

  /// The question about a place in each version.
  func entries(at path: FieldPath) -> Three<OpenEntry> {
    hasQuestions ? versions.map { $0.openFields[path] } : Three(base: nil, one: nil, other: nil)
  }

  /// Whether a version has a question about a place or anything in it.
  func hasEntries(in path: FieldPath) -> Bool {
    guard hasQuestions else { return false }
    let name = path.description
    return versions.all.contains { side in
      side.openFields.keys.contains { $0 == path || $0.description.hasPrefix(name) }
    }
  }

  /// Keeps the questions about what was taken as a whole.
  private mutating func keepUnvisitedEntries() {
    let paths = Set(versions.sides.flatMap(\.openFields.keys)).subtracting(visited)
    for path in paths.sorted(by: { $0.description < $1.description }) {
      let entries = entries(at: path)
      let kept = entries.settled ?? entries.sides.min { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
      if let kept { openEntries.append(kept) }
    }
  }
}

// MARK: - Levels

extension FrontMatterMerge {
  /// Merges the members of one mapping or list.
  ///
  /// - Parameter order: What the members are called, in the order of the layouts; none twice in a version.
  mutating func merged(_ layouts: Three<Layout>, names order: Three<[MemberName]>, path: FieldPath) -> [Merged] {
    func members(_ layout: Layout?, _ names: [MemberName]?) -> [MemberName: Layout.Member]? {
      layout.map { Dictionary(zip(names ?? [], $0.members)) { first, _ in first } }
    }
    let members = Three(
      base: members(layouts.base, order.base),
      one: members(layouts.one, order.one),
      other: members(layouts.other, order.other)
    )
    var results: [MemberName: Merged] = [:]
    var orphans: [UInt8] = []
    let old = (order.base ?? []).uniqued()
    // What an open entry names may be in no version.
    let named = versions.all.flatMap(\.openFields.keys).filter { $0.parent == path && $0 != path }
      .compactMap { MemberName(last: $0, in: path) }
    let new = Set((order.one ?? []) + (order.other ?? []) + named).subtracting(old)
    let names = old + new.sorted { $0.place.lexicographicallyPrecedes($1.place) }
    for name in names {
      let versions = members.map { $0[name] }
      let places = versions.map { $0.place }
      let leading = Three(
        base: versions.base?.leadingText,
        one: versions.one?.leadingText ?? versions.base?.leadingText,
        other: versions.other?.leadingText ?? versions.base?.leadingText
      ).comments
      // Most members are what one side made of them, and need no path.
      let settled = hasQuestions ? nil : places.map(\.body).settled
      if let body = settled ?? mergedMember(places, path: name.path(in: path)) {
        results[name] = Merged(leading: leading, body: body)
      } else {
        orphans += Self.newComments(of: versions)
      }
    }
    let missing = names.filter { name in results[name] != nil && members.all.allSatisfy { $0[name] == nil } }
    var merged = OrderMerge.order(
      base: order.base ?? [],
      one: (order.one ?? []) + missing,
      other: (order.other ?? []) + missing,
      keeping: Set(results.keys),
      text: { Array($0.text.utf8) }
    ).compactMap { results[$0] }
    if !orphans.isEmpty { merged.append(Merged(leading: orphans, body: [])) }
    return merged
  }

  /// The comments that a side wrote at something that the other removed.
  private static func newComments(of versions: Three<Layout.Member>) -> [UInt8] {
    let known = Set(versions.base.map(comments) ?? [])
    let new = versions.sides.map { comments(of: $0).filter { !known.contains($0) } }
    return new.sorted { $0.text.lexicographicallyPrecedes($1.text) }.flatMap(\.self).uniqued().text
  }

  private static func comments(of member: Layout.Member) -> [TextLine] {
    let lines = TextLine.lines(of: (member.leadingText + member.place.body)[...]).map { line in
      TextLine(line.bytes.drop(while: ASCII.isBlank))
    }
    let trail = member.place.comment.drop(while: ASCII.isBlank)
    let whole = lines.filter { $0.bytes.first == ASCII.hash } + (trail.isEmpty ? [] : [TextLine(trail)])
    return whole.map { $0.bytes.last == ASCII.lineFeed ? $0 : TextLine($0.bytes + [ASCII.lineFeed]) }
  }

  /// Members on lines of their own.
  static func lines(_ members: [Merged], column: Int = 0) -> [UInt8] {
    var previous: [UInt8] = []
    return members.flatMap { member in
      let leading = comments(member.leading, behind: previous, column: column)
      guard !member.body.isEmpty else { return leading }
      previous = member.body
      return leading + Array(repeating: ASCII.space, count: column) + member.body + [ASCII.lineFeed]
    }
  }

  /// Comments as they can stand behind a member: one that is indented more would be text of a block scalar, and a blank line
  /// text of one that keeps them.
  private static func comments(_ lines: [UInt8], behind body: [UInt8], column: Int) -> [UInt8] {
    let lines = keepsBlankLines(body) ? TextLine.lines(of: lines[...]).drop { $0.isBlank }.text : lines
    guard lines.contains(ASCII.hash), let end = body.firstIndex(of: ASCII.lineFeed),
      body[..<end].contains(UInt8(ascii: "|")) || body[..<end].contains(UInt8(ascii: ">"))
    else { return lines }
    return TextLine.lines(of: lines[...]).flatMap { line in
      let depth = line.bytes.prefix { $0 == ASCII.space }.count
      return line.isBlank ? line.bytes : line.bytes.dropFirst(max(0, depth - column))
    }
  }

  /// Whether a block scalar begins in a member whose last blank lines count, as `|+` says.
  private static func keepsBlankLines(_ body: [UInt8]) -> Bool {
    TextLine.lines(of: body[...]).contains { line in
      let words = line.bytes.split(separator: ASCII.space)
      let header = words.last { $0.first == UInt8(ascii: "|") || $0.first == UInt8(ascii: ">") }
      return header?.prefix(3).contains(UInt8(ascii: "+")) ?? false
    }
  }

  /// Members between brackets.
  static func joined(_ members: [Merged]) -> [UInt8] {
    Array(members.map(\.body).joined(separator: [ASCII.comma, ASCII.space]))
  }
}

extension Layout {
  /// The names of a mapping's entries.
  var keys: [MemberName] { members.map { .key($0.place.key ?? "") } }
}

/// What identifies a member among the others of its mapping or list.
enum MemberName: Hashable {
  case key(String)
  /// A scalar of a list, counted from 1 among equal ones.
  case scalar(canonical: String, occurrence: Int)
  /// A mapping of a list.
  case item(text: String)

  var text: String {
    switch self {
    case .key(let name), .scalar(let name, _), .item(let name): name
    }
  }

  /// Something to put names in order by.
  fileprivate var place: [UInt8] {
    if case .scalar(_, let occurrence) = self { Array("\(text)\n\(occurrence)".utf8) } else { Array(text.utf8) }
  }

  /// Reads the last part of a path.
  init?(last path: FieldPath, in parent: FieldPath) {
    let part = String(path.description.dropFirst(parent.description.count))
    if part.hasPrefix("[") {
      self = .item(text: part)
      return
    }
    let key = part.hasPrefix(".") ? String(part.dropFirst()) : part
    let line = Array("\(key): x\n".utf8)
    let root = FrontMatterFragment(of: line, in: 0..<line.count, depth: 1)?.root
    guard let name = root?.entries?.first?.name else { return nil }
    self = .key(name)
  }

  func path(in parent: FieldPath) -> FieldPath {
    switch self {
    case .key(let name): parent.key(name)
    case .item(let text): FieldPath(parent.description + text)
    case .scalar(_, let occurrence): parent.item([("", "\(text)#\(occurrence)")])
    }
  }
}

extension Layout {
  /// Whether braces are all there is between the fences.
  fileprivate var coversContent: Bool {
    guard let root = side.document.frontMatter.root else { return false }
    return side.content.count == root.range.count + 1
  }
}

extension Sequence where Element: Hashable {
  /// Every element once, in the order of its first occurrence.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
