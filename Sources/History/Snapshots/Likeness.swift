/// The lines of a file, weighed for likeness.
///
/// A line weighs its bytes without line ending, plus one. The likeness of two files is the weight of the lines they have in common, each as often as both
/// have it, as a percentage of the heavier file, rounded down.
struct Likeness {
  /// The least percentage at which two files without ids count as one record.
  static let threshold = 50

  private var weights: [ArraySlice<UInt8>: Int] = [:]
  private var total = 0

  init(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      weights[text, default: 0] += 1
      total += text.count + 1
    }
  }

  /// The percentage of the other file that is in this one, 0 to 100.
  func percentage(with other: Likeness) -> Int {
    let heavier = max(total, other.total)
    guard heavier > 0, min(total, other.total) * 100 >= heavier * Self.threshold else { return 0 }
    let common = weights.reduce(0) { sum, line in
      sum + min(line.value, other.weights[line.key] ?? 0) * (line.key.count + 1)
    }
    return common * 100 / heavier
  }
}
