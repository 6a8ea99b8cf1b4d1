extension Document {
  /// The questions that are open: those about a value that is still the one shown, and those that only a person can
  /// close.
  package var openEntries: [OpenEntry] {
    writtenEntries.filter { entry in
      switch entry.subject {
      case .field(.root), .section, .record, .path, .other: true
      case .field(let path):
        ValueSet.Value(yaml: entry.shown).canonical == frontMatter.node(at: path)?.canonicalText
      case .heading(let heading):
        body.sections.contains { section in
          section.heading == heading
            && section.headingRange.map { bytes[$0].elementsEqual((entry.shown ?? "").utf8) } ?? false
        }
      case .task(let name, let part): shows(entry.shown, as: part, of: name)
      }
    }
  }

  private func shows(_ shown: String?, as part: String?, of name: TaskName) -> Bool {
    let sections = body.sections.filter { $0.heading == name.heading }
    let task = sections.flatMap(\.tasks).first { $0.text == name.text && $0.occurrence == name.occurrence }
    guard let task else { return false }
    switch part {
    case nil: return shown.map { bytes[task.lineRange].elementsEqual($0.utf8) } ?? false
    case TaskVersion.statePart: return task.state.rawValue == shown
    case TaskVersion.sectionPart: return true
    case let key?: return task.value(of: key) == shown
    }
  }
}

extension FrontMatter {
  /// The value at a place; nil if there is none.
  package func node(at path: FieldPath) -> YAMLNode? {
    guard path != .root else { return root }
    guard let holder = node(at: path.parent), let name = MemberName(last: path, in: path.parent) else { return nil }
    switch name {
    case .key(let key): return holder[key]
    case .item(let text):
      return holder.items?.first { $0.isNamed(text) }
    case .scalar: return nil
    }
  }
}

extension YAMLNode {
  /// Says whether a mapping is what a part of a path calls `[by=mentor]`.
  fileprivate func isNamed(_ name: String) -> Bool {
    let pairs = (entries ?? []).compactMap { entry in entry.value.text.map { (key: entry.name, value: $0) } }
    let named = pairs.compactMap { pair in
      name.firstRange(of: FieldPath.root.item([pair]).description.dropFirst().dropLast()).map { ($0.lowerBound, pair) }
    }
    let identity = named.sorted { $0.0 < $1.0 }.map(\.1)
    return !identity.isEmpty && FieldPath.root.item(identity).description == name
  }
}
