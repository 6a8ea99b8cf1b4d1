/// Says which sections of a version have another heading than in the one before.
///
/// A section has a new heading if it stands where one was removed and shares a line of text with it.
package enum SectionRenaming {
  /// The earlier key of each section that has another heading, by its new one.
  ///
  /// - Parameters:
  ///   - new: What the sections are told apart by, in their order; none twice.
  ///   - old: The same of the version before.
  ///   - sharesText: Whether a section of the new version, by its index, and one of the old have a line in common.
  package static func oldKeys<Key: Hashable>(
    of new: [Key],
    since old: [Key],
    sharesText: (_ new: Int, _ old: Int) -> Bool
  ) -> [Key: Key] {
    var tokens = Tokens<Key>()
    let (oldNumbers, newNumbers) = (tokens.numbers(of: old), tokens.numbers(of: new))
    let known = (old: Set(oldNumbers), new: Set(newNumbers))
    var renamed: [Key: Key] = [:]
    for region in MergeRegion.all(base: oldNumbers, one: newNumbers, other: oldNumbers) where region.change != .none {
      let gone = region.base.filter { !known.new.contains(oldNumbers[$0]) }
      let added = region.one.filter { !known.old.contains(newNumbers[$0]) }
      for before in gone {
        let after = added.first { renamed[new[$0]] == nil && sharesText($0, before) }
        if let after { renamed[new[after]] = old[before] }
      }
    }
    return renamed
  }
}
