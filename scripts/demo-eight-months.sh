# The eight months of scripts/demo, step by step; to be read with `.`.
# Ana Ruiz trains in radiation oncology, Ben Osei mentors her. Each has a clone; what they write meets in the remote. Ana
# works in a terminal and an editor, Ben in his clone and, between two patients, on the git host's web page.

heading "March 2026: the start"
ana '2026-03-02 18:05:00'
step rapport init --me mentee --mentor "Ben Osei <ben@hosp.org>" --mentee "Ana Ruiz <ana@hosp.org>" mentoring
cd mentoring
step rapport new goal "Toxicity paper" target=2026-06-30 \
  success="Submitted to a peer-reviewed journal, me as first author"
step rapport share "$remote"

ben '2026-03-03 12:15:00'
step rapport clone "$remote"

ana '2026-03-04 20:30:00'
by_hand "edits goals/toxicity-paper.md: why, and five milestones"
echo "One project from question to submission before fellowship applications." |
  write_under goals/toxicity-paper.md Why
write_under goals/toxicity-paper.md Milestones <<'END'
- [ ] Abstract agreed due:2026-04-15
- [ ] Data request approved due:2026-05-01
- [ ] Full draft to co-authors due:2026-08-15
- [ ] Submitted due:2026-09-30
- [ ] Second site's data
END
step git commit --quiet --all --message "Milestones for the paper"

ana '2026-03-06 07:45:00'
step rapport new meeting 2026-03-10 time=16:00
step rapport add next "Toxicity paper: is June realistic?"
step rapport add next "How do I choose a journal?"
step rapport sync

ben_on_the_web '2026-03-09 21:12:00'
by_hand "edits meetings/2026-03-10.md on the web page"
echo "- Narrow to grade 2+?" | write_under meetings/2026-03-10.md "Prep (mentor)"
commit_on_the_web 2026-03-10.md

ben '2026-03-10 17:05:00'
step rapport sync
step rapport set toxicity-paper status=active
step rapport add 2026-03-10 --action "Send outline @mentee due:2026-03-24 goal:toxicity-paper"
step rapport add 2026-03-10 --action "Introduce Ana to the statistics group @mentor due:2026-03-31"
step rapport set 2026-03-10 status=held
step rapport sync

ana '2026-03-11 08:10:00'
step rapport sync
by_hand "writes .mailmap, so that Ben's commits on the web page count as Ben's"
echo "Ben Osei <ben@hosp.org> <4711+benosei@users.noreply.github.com>" >.mailmap
step git add .mailmap
step git commit --quiet --message "Ben's address on the web page"

ana '2026-03-12 19:20:00'
by_hand "fills in agreement.md and signs it"
rewrite agreement.md sed -e 's/^reply_days:.*/reply_days: 5/' -e 's/^review_by:.*/review_by: 2026-09-10/' \
  -e 's/^review_by: .*/&\
signatures:\
  - {by: mentee, on: 2026-03-12}/'
echo "Small questions wait for the agenda; anything about patients today: phone." |
  write_under agreement.md "Between meetings"
echo "Ana may name Ben and our limit of three goals when she declines a request." |
  write_under agreement.md "Saying no"
step rapport sync --yes

ben_on_the_web '2026-03-14 10:02:00'
by_hand "signs agreement.md on the web page"
rewrite agreement.md sed -e 's/^  - {by: mentee, on: 2026-03-12}/&\
  - {by: mentor, on: 2026-03-14}/'
commit_on_the_web agreement.md

ana '2026-03-15 11:00:00'
step rapport sync
step rapport new skill "Grant writing" next_review=2026-09-10
step rapport add grant-writing --under Assessments "2026-03-15 mentee 2 have only edited other people's aims"

ana '2026-03-23 22:40:00'
step rapport done "send outline"
step rapport sync

ben '2026-03-30 13:00:00'
step rapport sync
step rapport done "introduce ana"

heading "April: the abstract, and a goal of Ben's"
ben '2026-04-14 12:30:00'
step rapport new goal "Speak at the national meeting" target=2026-11-15
step rapport sync

ana '2026-04-14 17:20:00'
step rapport sync
step rapport done "abstract agreed"

heading "May: the data office"
ana '2026-05-03 10:11:00'
step rapport done "data request"
step rapport set toxicity-paper target=2026-09-30 --because "data office needs 8 more weeks"

heading "June: good news, and a no"
ana '2026-06-16 17:30:00'
by_hand "writes the notes of the day's meeting into a new file"
cat >meetings/2026-06-16.md <<'END'
---
date: 2026-06-16
status: held
---
## Agenda
- [x] Paper: the data came late
- [x] National meeting this year?

## Decisions
- No talk this year; Ana may say that Ben advised it.

## Actions
- [ ] Draft fellowship letter @mentor due:2026-10-30
- [ ] Choose three journals @mentee due:2026-07-10 goal:toxicity-paper
END
step rapport save
step rapport set speak-at-the-national-meeting status=declined --because "with the paper there is no room for it this year"

ana '2026-06-21 09:15:00'
step rapport add toxicity-paper "Abstract accepted as a poster."

heading "July: a narrower question"
ana '2026-07-09 18:00:00'
step rapport done "three journals"

ana '2026-07-14 17:45:00' '2026-07-16 08:00:00'
by_hand "changes the title after talking with Ben, and commits two days later"
rewrite goals/toxicity-paper.md sed -e 's/^title: .*/title: "Toxicity paper: grade 2+"/'
step git commit --quiet --all --message "Grade 2+ only, as Ben suggested"

ana '2026-07-16 08:05:00'
step rapport done "second site" --drop --because "their data has no grades"

heading "August: the draft"
ana '2026-08-12 23:10:00'
step rapport done "full draft"

ana '2026-08-20 19:00:00'
step rapport add grant-writing --under Assessments "2026-08-20 mentee 3 wrote the aims page alone, two rounds of comments"
step rapport new goal "Early career grant" target=2027-02-01 skills=grant-writing
step rapport sync

ben_on_the_web '2026-08-22 08:30:00'
by_hand "assesses the skill on the web page"
rewrite skills/grant-writing.md sed -e 's/^- 2026-08-20 .*/&\
- 2026-08-22 mentor 4 no structural changes needed/'
commit_on_the_web grant-writing.md

heading "September: one goal, two opinions"
ben '2026-09-01 18:30:00'
step rapport sync
step rapport set early-career-grant target=2027-01-15 --because "the lab's own deadline is two weeks earlier"

ana '2026-09-01 19:00:00'
by_hand "is on a train, without a connection"
step rapport set early-career-grant target=2027-03-01 --because "the call was moved by a month"

ben '2026-09-01 21:00:00'
step rapport sync

ana '2026-09-02 07:10:00'
# A question that is left open is no failure, but a script should hear of it.
try rapport sync || [ $? -eq 1 ]
try rapport status
echo
by_hand "asks Ben on the phone: it is the lab's deadline that counts"
step rapport resolve early-career-grant target theirs
step rapport sync

heading "September and October: submitted"
ana '2026-09-22 07:30:00'
step rapport new meeting 2026-10-06 time=16:00
step rapport add next "Early career grant: whose lab?"

ana '2026-09-28 23:50:00'
step rapport done "submitted"
step rapport sync

ben '2026-10-06 17:00:00'
step rapport sync
step rapport set 2026-10-06 status=held
step rapport set toxicity-paper status=achieved --because "submitted two days before the target"
step rapport set early-career-grant status=active
step rapport sync

ana '2026-10-07 07:30:00'
step rapport sync
step rapport new meeting 2026-11-03 time=16:00
step rapport add next "Reviewers' comments, if any"
step rapport add early-career-grant --action "One-page summary to Ben due:2026-10-28"
step rapport sync

heading "What the commits tell, on 2026-10-20"
ana '2026-10-20 09:00:00'
try rapport status
try rapport log toxicity-paper
try rapport log --since last-meeting --summary
try rapport log
