package import Git
package import History

/// What a commit changed in a record's file, in git's own form, made safe to look at.
package enum PatchText {
  /// The lines of the differences, with the compared parent of a merge above each; empty where there are none.
  ///
  /// - Throws: `GitError.failed`.
  package static func lines(for differences: [RecordDifference]) throws(GitError) -> [StyledText] {
    var lines: [StyledText] = []
    for difference in differences {
      let patch = try Self.patch(for: difference)
      if let parent = difference.mergedParent, !patch.isEmpty {
        lines.append(StyledText("compared with the merged commit \(parent.abbreviated):", .faint))
      }
      lines += patch
    }
    return lines
  }

  /// A line of a patch, with what was added and removed marked by more than its sign.
  package static func styled(_ line: String) -> StyledText {
    switch line.first {
    case "+": StyledText(line, .good)
    case "-": StyledText(line, .bad)
    case "@": StyledText(line, .faint)
    default: StyledText(line)
    }
  }

  private static func patch(for difference: RecordDifference) throws(GitError) -> [StyledText] {
    guard let path = (difference.new ?? difference.old)?.path else { return [] }
    let versions = [difference.old, difference.new].compactMap(\.self)
    guard versions.allSatisfy({ $0.bytes != nil }) else {
      return ["(\(path): a version is missing from the repository, or too large to compare)"]
    }
    let patch = try UnifiedDiff.text(
      path: path,
      oldPath: difference.old?.path ?? path,
      old: difference.old?.bytes,
      new: difference.new?.bytes
    )
    return Lines.of(patch).map(styled)
  }
}
