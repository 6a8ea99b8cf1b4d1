import Git

/// A change of a record in place, or its beginning, that wasn't told since only the record's last change matters; which one that is
/// is known at the end.
struct PassedChange: Sendable {
  let commit: Int
  let old: TreeFile?
  let new: TreeFile?
}
