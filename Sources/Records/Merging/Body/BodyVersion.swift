/// The body of one version, cut into sections and lines that can be told apart.
struct BodyVersion {
  /// A section's place: its headings, outermost first, and which of several with the same it is.
  struct SectionKey: Hashable {
    let path: [String]
    let occurrence: Int

    /// Something to put keys in order by.
    var text: String { path.joined(separator: "\n") + "\n\(occurrence)" }
  }

  /// What makes two lines of two versions the same line.
  enum Identity: Hashable {
    /// The words of a task, and which of several with the same it is.
    case task(text: String, occurrence: Int)
    /// A dated line without the blanks around it.
    case datedLine([UInt8])
    case text([UInt8])
  }

  struct Line {
    let identity: Identity
    let bytes: [UInt8]

    var isBlank: Bool { bytes.allSatisfy(ASCII.isBlank) }
    /// Whether it is neither blank nor a task or dated line.
    var isProse: Bool { if case .text = identity { !isBlank } else { false } }
    /// Whether it is indented, and so says more of the line before it.
    var isContinuation: Bool { isProse && bytes.first.map(ASCII.isBlank) ?? false }
  }

  struct Section {
    let key: SectionKey
    let heading: String?
    let headingLine: [UInt8]?
    /// The question about its heading.
    let headingEntry: OpenEntry?
    let lines: [Line]

    var text: [UInt8] { ((headingLine.map { [$0] } ?? []) + lines.map(\.bytes)).flatMap { $0 + [ASCII.lineFeed] } }
  }

  private(set) var sections: [Section]
  /// The tasks of each section.
  private let tasks: [SectionKey: [Identity: TaskVersion]]
  /// Where the tasks are whose words occur once in the body.
  private let homes: [String: SectionKey]
  /// How often the words of each task occur.
  let taskCounts: [String: Int]

  /// How often each heading line is there.
  var headingCounts: [[UInt8]: Int] {
    sections.compactMap(\.headingLine).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Cuts a body.
  ///
  /// - Parameter side: The version it is the body of, with its questions; nil where nothing but the text is known.
  init(_ bytes: ArraySlice<UInt8>, of side: MergeSide? = nil) {
    self.init(Array(bytes), tasks: side?.openTasks ?? [:], headings: side?.openHeadings ?? [:])
  }

  private init(_ bytes: [UInt8], tasks entries: [TaskName: [OpenEntry]], headings: [String: OpenEntry]) {
    var tasks: [SectionKey: [Identity: TaskVersion]] = [:]
    var homes: [String: SectionKey] = [:]
    var counts: [String: Int] = [:]
    let body = Body(scanning: bytes, in: 0..<bytes.count)
    sections = body.sections.map { section in
      let key = SectionKey(path: section.path, occurrence: section.occurrence)
      var identities: [Int: Identity] = [:]
      for task in section.tasks {
        let identity = Identity.task(text: task.text, occurrence: task.occurrence)
        identities[task.lineRange.lowerBound] = identity
        counts[task.text, default: 0] += 1
        homes[task.text] = key
        let name = TaskName(heading: section.heading, text: task.text, occurrence: task.occurrence)
        tasks[key, default: [:]][identity] = TaskVersion(task, in: bytes, entries: entries[name] ?? [])
      }
      for line in section.datedLines {
        let range = bytes.trimmingBlanks(line.lineRange)
        identities[line.lineRange.lowerBound] = .datedLine(Array(bytes[range]))
      }
      let lines = section.lines.map { range in
        let text = Array(bytes[range])
        return Line(identity: identities[range.lowerBound] ?? .text(text), bytes: text)
      }
      return Section(
        key: key,
        heading: section.heading,
        headingLine: section.headingRange.map { Array(bytes[$0]) },
        headingEntry: section.heading.flatMap { headings[$0] },
        lines: lines
      )
    }
    self.tasks = tasks
    self.homes = homes.filter { counts[$0.key] == 1 }
    taskCounts = counts
  }

  /// The task in a section.
  func task(_ identity: Identity, in section: SectionKey) -> TaskVersion? { tasks[section]?[identity] }

  /// The section of the only task with these words.
  func home(ofOnlyTask text: String) -> SectionKey? { homes[text] }

  /// The key that each section has in the base, where a side gave it another heading.
  func renamedSections(since base: BodyVersion) -> [SectionKey: SectionKey] {
    SectionRenaming.oldKeys(of: sections.map(\.key), since: base.sections.map(\.key)) { new, old in
      sections[new].sharesText(with: base.sections[old])
    }
  }
}

extension BodyVersion.Section {
  fileprivate func sharesText(with other: Self) -> Bool {
    guard headingLine != nil, other.headingLine != nil else { return false }
    let mine = Set(lines.filter { !$0.isBlank }.map(\.identity))
    return other.lines.contains { mine.contains($0.identity) }
  }
}

extension BodyVersion.Section {
  /// The heading lines that the section may have, and the one it shows meanwhile if that is in question.
  var headingValues: (set: ValueSet, shown: ValueSet.Value?) {
    let own = headingLine.map { String(decoding: $0, as: UTF8.self) }
    guard let headingEntry, headingEntry.shown == own else { return (ValueSet([.init(plain: own)]), nil) }
    return (ValueSet(headingEntry.values.map(ValueSet.Value.init(plain:))), .init(plain: own))
  }
}
