import Foundation

/// Expected outputs, kept as files in a folder `Goldens` beside the test that reads them.
///
/// With `RECORD_GOLDENS=1` in the environment the files are written instead, and the tests still fail.
package struct Goldens: Sendable {
  private let folder: URL

  /// - Parameter testFile: The test's own source file.
  package init(besides testFile: String = #filePath) {
    folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Goldens")
  }

  /// Compares a text with the file of that name, such as `log-one-goal.txt`.
  ///
  /// - Throws: `GoldenMismatch`, also after recording; whatever Foundation throws if the file can't be written.
  package func expect(_ text: String, matchesGolden name: String) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try writeFile(at: file.path, Array(text.utf8))
      throw GoldenMismatch(name: name, problem: "recorded; look at the difference and run again without RECORD_GOLDENS")
    }
    guard let expected = try? String(decoding: readFile(at: file.path), as: UTF8.self) else {
      throw GoldenMismatch(name: name, problem: "there is no such file; RECORD_GOLDENS=1 writes it\n\(text)")
    }
    // By bytes, since two texts with different bytes may be equal.
    guard !expected.utf8.elementsEqual(text.utf8) else { return }
    throw GoldenMismatch(name: name, problem: Self.difference(expected, text))
  }

  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old).map { change in
      switch change {
      case .remove(let line, let text, _): "-\(line + 1): \(text)"
      case .insert(let line, let text, _): "+\(line + 1): \(text)"
      }
    }
    return changes.joined(separator: "\n")
  }
}

/// An output that is not what its golden file says.
package struct GoldenMismatch: Error, CustomStringConvertible {
  package let name: String

  /// What differs: `-` lines are expected, `+` lines are what came, each with its 1-based number.
  package let problem: String

  package var description: String { "Goldens/\(name): \(problem)" }
}
