/// The records of Ana and Ben as they were written first.
enum Texts {
  static let relationship = """
    ---
    mentor: Ben Osei <ben@example.org>
    mentee: Ana Ruiz <ana@example.org>
    started: 2026-03-02
    status: active
    ---

    """

  static let agreement = """
    ---
    cadence_days: 30
    meeting_minutes: 60
    reply_days: 5
    max_active_goals: 3
    review_by: 2026-09-10
    ends: 2027-03-10
    ---
    ## What we expect of each other
    ## Between meetings
    Small questions wait for the agenda; anything about patients today: phone.
    ## Confidentiality and its limits
    Stays between us, except danger to someone or what the law requires. No patient details here.
    ## Saying no
    Ana may name Ben and our limit of three goals when she declines a request.
    ## How we end
    Either of us may end this at any time without giving a reason.

    """

  static let toxicityPaper = """
    ---
    id: k7f3q2
    title: "Toxicity paper: hypofractionated breast"
    status: proposed
    proposed_by: mentee
    target: 2026-06-30
    success: Submitted to a peer-reviewed journal, me as first author
    skills: [scientific-writing, statistics]
    ---
    ## Why
    One project from question to submission before fellowship applications.

    ## Milestones
    - [ ] Abstract agreed due:2026-04-15
    - [ ] Data request approved due:2026-05-01
    - [ ] Full draft to co-authors due:2026-08-15
    - [ ] Submitted due:2026-09-30
    - [ ] Second site's data

    ## Progress

    """

  static let fellowship = """
    ---
    id: f3llow
    title: Fellowship abroad
    status: proposed
    proposed_by: mentee
    target: 2026-11-30
    success:
    ---
    ## Why
    A year in a department that does adaptive radiotherapy every day.

    ## Milestones
    - [ ] List of three departments due:2026-07-31
    - [ ] Letters of recommendation due:2026-10-01

    ## Progress

    """

  static let course = """
    ---
    id: c0urse
    title: Teach the contouring course
    status: proposed
    proposed_by: mentee
    target: 2026-10-15
    ---
    ## Why
    I learned most from those who taught me.

    """

  static let grantWriting = """
    ---
    id: p4m2xd
    name: Grant writing
    next_review: 2026-09-10
    ---
    Scale 1–5: 1 = watched, 3 = alone with comments, 5 = teaches others.

    ## Assessments
    - 2026-03-10 mentee 2 have only edited other people's aims
    - 2026-03-12 mentor 2

    """

  static func skill(_ id: String, _ name: String) -> String {
    """
    ---
    id: \(id)
    name: \(name)
    next_review: 2026-12-01
    ---
    Scale 1–5: 1 = watched, 3 = alone with comments, 5 = teaches others.

    ## Assessments

    """
  }

  static let question = """
    ---
    id: q8jrnl
    title: How do I choose a journal?
    asked: 2026-05-18
    by: mentee
    goal: toxicity-paper
    ---
    ## Question
    Impact or readers?

    ## Answer

    """

  static let committee = """
    ---
    id: qac0mm
    title: QA committee
    status: active
    hours: 4
    ---
    ## Why
    Asked by the head of physics.

    ## Notes

    """
}
