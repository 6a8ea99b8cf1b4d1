extension Texts {
  static let firstMeeting = """
    ---
    date: 2026-03-10
    status: planned
    ---
    ## Agenda
    - [ ] What each of us hopes for

    ## Decisions

    ## Actions

    """

  static let secondMeeting = """
    ---
    date: 2026-04-21
    status: planned
    ---
    ## Agenda
    - [ ] Data request

    """

  static let juneMeeting = """
    ---
    date: 2026-06-16
    status: held
    minutes: 50
    ---
    ## Went well
    - Aims page done alone.

    ## Agenda
    - [x] Grant writing

    ## Decisions
    - Three departments, not ten.

    ## Actions
    - [ ] Fellowship letters @mentor due:2026-09-01 goal:fellowship
    - [x] Poster template @mentee due:2026-06-30

    """

  static let julyMeeting = """
    ---
    date: 2026-07-14
    time: 16:00
    status: held
    ---
    ## Prep (mentee)
    - Asked to join the QA committee. I would like help saying no.

    ## Prep (mentor)
    - Narrow to grade 2+?

    ## Went well
    - Poster accepted.

    ## Agenda
    - [x] Toxicity paper: target moved 2026-06-30 to 2026-09-30 goal:toxicity-paper
    - [x] QA committee
    - [ ] Fellowship letters (from 2026-06-16)

    ## Decisions
    - Grade 2+ only. The committee waits a year; Ana may cite Ben.

    ## Actions
    - [ ] Send results section @mentee due:2026-07-28 goal:toxicity-paper
    - [ ] Introduce Ana to the statistics group @mentor due:2026-07-21

    """

  static let augustMeeting = """
    ---
    date: 2026-08-18
    time: 16:00
    status: planned
    ---
    ## Prep (mentee)

    ## Prep (mentor)

    ## Went well

    ## Agenda
    - [ ] Fellowship letters (from 2026-06-16)
    - [ ] Results section

    ## Decisions

    ## Actions

    """
}
