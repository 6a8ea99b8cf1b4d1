package import Git
import Space

/// The commit that joins two replicas' commits.
///
/// Unless it is made in a person's name it says nothing that the two commits don't determine: two replicas that merge the same pair make the same commit, and anyone
/// can check one by making it again.
package enum MergeCommit {
  /// Who makes a merge: nobody in particular.
  package static let person = Person(name: "rapport merge", email: "merge@rapport.invalid")

  /// The whole message, always the same.
  package static let message = "Merge the changes of both\n\n\(Space.mergeTrailer)\n"

  /// What the merge of two commits says.
  ///
  /// - Parameters:
  ///   - tree: What becomes of the two commits' files.
  ///   - terms: In whose name it is made, and whether signed; nil for nobody's.
  package static func draft(
    joining first: Commit,
    _ second: Commit,
    tree: ObjectID,
    as terms: (Signature, isSigned: Bool)?
  )
    -> CommitDraft
  {
    let parents = [first.id, second.id].sorted()
    let later = [first, second].max { (seconds($0), $0.id) < (seconds($1), $1.id) } ?? first
    let signature = terms?.0 ?? Signature(person: person, time: later.committer.time)
    return CommitDraft(
      tree: tree,
      parents: parents,
      author: signature,
      committer: signature,
      message: message,
      isSigned: terms?.isSigned ?? false
    )
  }

  private static func seconds(_ commit: Commit) -> Int64 { commit.committer.time.secondsSince1970 }
}
