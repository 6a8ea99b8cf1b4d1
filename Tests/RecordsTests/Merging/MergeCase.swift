import Foundation
import Records
import TestSupport
import Testing

/// Three versions of a record: a base, and two sides that were edited apart.
struct MergeCase: CustomStringConvertible {
  var base: Sketch
  var one: [Sketch.Edit]
  var other: [Sketch.Edit]
  /// A third person's edits of the base.
  var third: [Sketch.Edit]

  /// - Parameter changesApart: Whether the sides change different things.
  init(seed: UInt64, changesApart: Bool = false) {
    var generator = SplitMix64(seed: seed)
    let sketch = Sketch.random(using: &generator)
    func edits() -> [Sketch.Edit] {
      var sketch = sketch
      return (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        let edit = sketch.randomEdit(using: &generator)
        sketch.apply(edit)
        return edit
      }
    }
    base = sketch
    one = edits()
    other = edits()
    third = edits()
    guard changesApart else { return }
    let apart = sketch.editsApart(using: &generator)
    (one, other, third) = (apart.one, apart.other, [])
  }

  func side(_ edits: [Sketch.Edit]) -> [UInt8] {
    var sketch = base
    for edit in edits { sketch.apply(edit) }
    return sketch.bytes
  }

  var versions: MergedVersions {
    MergedVersions(base: base.bytes, one: side(one), other: side(other), third: side(third))
  }

  /// Cases that are a little smaller.
  private var smaller: [MergeCase] {
    func without<Element>(_ list: WritableKeyPath<MergeCase, [Element]>) -> [MergeCase] {
      self[keyPath: list].indices.map { index in
        var copy = self
        copy[keyPath: list].remove(at: index)
        return copy
      }
    }
    let lines = base.sections.indices.flatMap { without(\.base.sections[$0].lines) }
    let plain = base.fields.indices.map { index in
      var copy = self
      copy.base.fields[index].comment = nil
      copy.base.fields[index].trail = nil
      return copy
    }.filter { $0.base != base }
    return without(\.third) + without(\.one) + without(\.other) + without(\.base.sections) + without(\.base.fields)
      + lines + plain
  }

  /// The smallest case found that has the fault, too.
  func shrunk(_ hasFault: (MergeCase) -> Bool) -> MergeCase {
    var current = self
    while let next = current.smaller.first(where: hasFault) { current = next }
    return current
  }

  var description: String {
    let versions = versions
    func text(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self).replacing("\r", with: "\\r")
    }
    return """
      edits of one: \(one)
      edits of the other: \(other)
      edits of the third: \(third)
      === base
      \(text(versions.base ?? []))
      === one
      \(text(versions.one))
      === other
      \(text(versions.other))
      === merged
      \((try? versions.merge().bytes).map(text) ?? "nothing")
      """
  }
}

/// Three versions as texts.
struct MergedVersions {
  var base: [UInt8]?
  var one: [UInt8]
  var other: [UInt8]
  var third: [UInt8] = []

  func merge() throws -> RecordMerge {
    try RecordMerge(base: base, one: one, other: other, kind: .agreement)
  }
}

/// A law that doesn't hold.
struct Fault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Tries a law on random cases; a failing one is made as small as can be before it is shown.
func tryLaw(
  _ name: String,
  changesApart: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ law: (MergedVersions) throws -> Void
) {
  let first = LawLength.firstSeed
  print("\(name): seeds from \(first)")
  func fault(of mergeCase: MergeCase) -> (any Error)? {
    do {
      try law(mergeCase.versions)
      return nil
    } catch {
      return error
    }
  }
  var failures = 0
  for seed in first..<first + LawLength.cases {
    let mergeCase = MergeCase(seed: seed, changesApart: changesApart)
    guard fault(of: mergeCase) != nil else { continue }
    let smallest = mergeCase.shrunk { fault(of: $0) != nil }
    let reason = fault(of: smallest).map { "\($0)" } ?? ""
    Issue.record("seed \(seed): \(reason)\n\(smallest)", sourceLocation: sourceLocation)
    failures += 1
    if failures == 3 { return }
  }
}
