import Practice
import Records
import Space
import Testing

struct ActiveWorkTests {
  private func terms(_ fields: String, isSigned: Bool = true) throws -> Terms {
    Terms(agreement: try Document.parse(Array("---\n\(fields)\n---\n".utf8)), isSigned: isSigned)
  }

  private func goals(_ count: Int, others: [String] = []) -> [RecordFile] {
    let goals = (0..<count).map { file("goals/g\($0).md", "active") }
    return goals + others.map { file($0, "active") } + [
      file("goals/old.md", "achieved"), file("goals/idea.md", "proposed"),
    ]
  }

  private func file(_ path: String, _ status: String) -> RecordFile {
    RecordFile(path: path, bytes: Array("---\ntitle: x\nstatus: \(status)\n---\n".utf8), standing: .saved)
  }

  @Test(arguments: [(1, false), (2, false), (3, true), (4, true)])
  func `one more than the agreed number is refused`(active: Int, isRefused: Bool) throws {
    let work = ActiveWork(in: goals(active), terms: try terms("max_active_goals: 3"))
    #expect(work.verdict(activating: "goals/idea.md") == (isRefused ? .refused(count: active + 1) : .within))
    #expect(work.isFull == isRefused)
  }

  @Test(arguments: [(2, false), (3, true), (4, true)])
  func `over a default or a number that not both signed it is only told`(active: Int, isTold: Bool) throws {
    let expected = isTold ? ActiveWork.Verdict.told(count: active + 1) : .within
    for terms in [try terms("", isSigned: true), try terms("max_active_goals: 3", isSigned: false)] {
      #expect(ActiveWork(in: goals(active), terms: terms).verdict(activating: "goals/idea.md") == expected)
    }
  }

  @Test func `what is active already counts once, and what waits makes room`() throws {
    let work = ActiveWork(in: goals(3), terms: try terms("max_active_goals: 3"))
    #expect(work.verdict(activating: "goals/g1.md") == .within)
    #expect(work.verdict(activating: "goals/idea.md", insteadOf: "goals/g1.md") == .within)
    #expect(work.verdict(activating: "goals/idea.md", insteadOf: "goals/old.md") == .refused(count: 4))
    let over = ActiveWork(in: goals(5), terms: try terms("max_active_goals: 3"))
    #expect(over.verdict(activating: "goals/idea.md", insteadOf: "goals/g1.md") == .within)
  }

  @Test func `commitments count if the agreement says so`() throws {
    let files = goals(2, others: ["commitments/qa.md"])
    let without = ActiveWork(in: files, terms: try terms("max_active_goals: 3"))
    #expect(without.active.count == 2)
    #expect(!without.counts(.commitment) && without.counts(.goal))
    for word in ["no", "perhaps"] {
      let terms = try terms("max_active_goals: 3\nlimit_counts_commitments: \(word)")
      #expect(ActiveWork(in: files, terms: terms).active.count == 2)
    }
    let with = ActiveWork(in: files, terms: try terms("max_active_goals: 3\nlimit_counts_commitments: yes"))
    #expect(with.active.count == 3)
    #expect(with.counts(.commitment) && !with.counts(.meeting))
    #expect(with.verdict(activating: "goals/idea.md") == .refused(count: 4))
    #expect(with.words(for: 4) == "4 active goals and commitments")
  }

  @Test func `naming the mentor needs both signatures`() throws {
    #expect(try terms("may_name_mentor: yes").mayNameMentor)
    #expect(try !terms("may_name_mentor: yes", isSigned: false).mayNameMentor)
    #expect(try !terms("may_name_mentor: no").mayNameMentor)
    #expect(try !terms("").mayNameMentor)
  }
}
