/// Merges three texts line by line, as git does.
package struct LineMerge {
  private let base: [TextLine]
  private let one: [TextLine]
  private let other: [TextLine]
  private let regions: [MergeRegion]

  init(base: [TextLine], one: [TextLine], other: [TextLine]) {
    (self.base, self.one, self.other) = (base, one, other)
    var tokens = Tokens<TextLine>()
    let numbers = (tokens.numbers(of: base), tokens.numbers(of: one), tokens.numbers(of: other))
    regions = MergeRegion.all(base: numbers.0, one: numbers.1, other: numbers.2)
  }

  /// Cuts the texts after each LF.
  package init(base: ArraySlice<UInt8>, one: ArraySlice<UInt8>, other: ArraySlice<UInt8>) {
    self.init(base: TextLine.lines(of: base), one: TextLine.lines(of: one), other: TextLine.lines(of: other))
  }

  /// The merged lines; nil if the sides changed the same or touching lines differently.
  var cleanLines: [TextLine]? {
    regions.contains { $0.change == .both } ? nil : lines { _ in [] }
  }

  /// The merged lines, where both sides' versions of an overlap are kept: the longer if it contains the other, else both
  /// in the order of their bytes.
  var linesKeepingBoth: [TextLine] {
    lines { region in
      let versions = [Array(one[region.one]), Array(other[region.other])]
      for (version, another) in [(versions[0], versions[1]), (versions[1], versions[0])]
      where version.containsConsecutively(another) { return version }
      return versions.sorted { $0.text.lexicographicallyPrecedes($1.text) }.flatMap(\.self)
    }
  }

  /// The merged text with git's conflict markers, and whether there are any.
  ///
  /// - Parameter markerSize: How many characters a marker has.
  package func marked(markerSize: Int) -> (text: [UInt8], isClean: Bool) {
    let usesPairs = (one.first ?? other.first)?.bytes.suffix(2).elementsEqual("\r\n".utf8) ?? false
    func marker(_ character: Character, _ label: String) -> TextLine {
      let text = String(repeating: character, count: markerSize) + label + (usesPairs ? "\r\n" : "\n")
      return TextLine(Array(text.utf8)[...])
    }
    func ended(_ lines: ArraySlice<TextLine>) -> [TextLine] {
      guard let last = lines.last, last.bytes.last != ASCII.lineFeed else { return Array(lines) }
      return lines.dropLast() + [TextLine(last.bytes + Array((usesPairs ? "\r\n" : "\n").utf8))]
    }
    let merged = lines { region in
      [marker("<", " ours")] + ended(one[region.one]) + [marker("=", "")] + ended(other[region.other])
        + [marker(">", " theirs")]
    }
    return (merged.text, cleanLines != nil)
  }

  private func lines(resolving resolve: (MergeRegion) -> [TextLine]) -> [TextLine] {
    regions.flatMap { region in
      switch region.change {
      case .none, .one, .alike: Array(one[region.one])
      case .other: Array(other[region.other])
      case .both: resolve(region)
      }
    }
  }
}

extension Array where Element: Equatable {
  /// Says whether another list stands in this one without a gap.
  func containsConsecutively(_ other: [Element]) -> Bool {
    guard !other.isEmpty else { return true }
    guard other.count <= count else { return false }
    return (0...count - other.count).contains { self[$0..<$0 + other.count].elementsEqual(other) }
  }
}
