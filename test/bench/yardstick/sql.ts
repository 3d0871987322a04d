// The plain SQL that gives the rows of a screen. The bench compares the keys of both sides before it measures anything.

const columns = `f.id, f.provisional_code AS provisionalCode, f.official_code AS officialCode, f.applicant_name AS applicantName,
  p.name AS procedureName, p.short_code AS procedureShortCode, f.received_at AS receivedAt, f.due_at AS dueAt, f.status`
const rows = `SELECT ${columns} FROM case_file f CROSS JOIN procedure p ON p.id = f.procedure_id`
const open = (table: string) =>
  `${table}.status IN ('received', 'handedOver', 'assigning', 'appraising', 'supplementAfter', 'awaitingPayment', 'submitted', 'approved', 'extending')`

const all = '(SELECT sum(cases) FROM case_tally) AS total'
const late = `(SELECT coalesce(sum(cases), 0) FROM case_tally t WHERE ${open('t')} AND due_day <> '' AND due_day < substr(@now, 1, 10)) +
    (SELECT count(*) FROM case_file f WHERE f.due_rank >= substr(@now, 1, 10) AND f.due_rank < @now)`
const rowsAnd = (total: string) => rows.replace('SELECT ', `SELECT ${total}, `)

/** First pages of the list and how many cases it holds: as it opens, by due date of what is late, by name. */
export const pages = {
  newest: `${rowsAnd(all)} ORDER BY f.received_at DESC, f.no DESC LIMIT @limit`,
  overdue: `${rowsAnd(`${late} AS total`)} WHERE f.due_rank < @now ORDER BY f.due_rank, f.no LIMIT @limit`,
  byName: `${rowsAnd(all)} ORDER BY f.applicant_sort_key, f.no LIMIT @limit`,
} as const

const counted = (statuses: string) => `(SELECT coalesce(sum(cases), 0) FROM case_tally t WHERE t.status IN (${statuses}))`

/** The morning's numbers; the sums over the whole office come from its tally. */
export const numbers = `SELECT
  (SELECT sum(cases) FROM case_tally) AS total,
  (SELECT count(*) FROM case_file f WHERE f.received_at >= @today) AS receivedToday,
  (SELECT count(*) FROM case_file f WHERE f.due_rank >= @today AND f.due_rank < @tomorrow) AS dueToday,
  ${late} AS overdue,
  (SELECT sum(cases) FROM case_tally t WHERE ${open('t')}) AS open,
  (SELECT count(*) FROM case_file f WHERE f.status IN ('supplementBefore', 'supplementAfter', 'awaitingPayment') AND
    coalesce((SELECT e.started_at FROM case_exclusion e WHERE e.case_id = f.id AND e.ended_at IS NULL), f.received_at) <= @waiting) AS waiting,
  (SELECT count(*) FROM case_file f WHERE f.status = 'resultReady' AND f.finished_at <= @uncollected) AS uncollected,
  ${counted("'received'")} AS toHandOver,
  ${counted("'handedOver'")} AS toTake`

/** The first rows beside them. */
export const board = {
  late: `${rows} WHERE f.due_rank < @now ORDER BY f.due_rank, f.no LIMIT @limit`,
  soon: `${rows} WHERE f.due_rank >= @now AND f.due_rank < @soon ORDER BY f.due_rank, f.no LIMIT @limit`,
  newest: `${rows} ORDER BY f.received_at DESC, f.no DESC LIMIT @limit`,
} as const

/** Hits of a word or its beginning, newest first. */
export const found = `SELECT ${columns}
  FROM (SELECT rowid AS hit FROM case_search WHERE case_search MATCH @match ORDER BY rowid DESC LIMIT @limit)
  CROSS JOIN case_file f ON f.no = hit CROSS JOIN procedure p ON p.id = f.procedure_id ORDER BY f.no DESC`

const newestOf = (
  persons: string,
) => `SELECT ${columns} FROM (SELECT DISTINCT c.case_id FROM (${persons}) x CROSS JOIN case_party c ON c.person_id = x.id) h
  CROSS JOIN case_file f ON f.id = h.case_id CROSS JOIN procedure p ON p.id = f.procedure_id ORDER BY f.no DESC LIMIT @limit`
const endsSo = ['id_number', 'phone', 'tax_number'].map(
  (column) =>
    `SELECT no, id FROM person WHERE ${column} <> '' AND substr(${column}, -4) = substr(@tail, -4) AND substr(${column}, -length(@tail)) = @tail`,
)
/** Cases of the people one of whose numbers ends so, and of those of a name with a birth: the last 60 recorded. */
export const foundByTail = newestOf(`SELECT id FROM (${endsSo.join(' UNION ')}) ORDER BY no DESC LIMIT 60`)
export const foundByBirth = newestOf(`SELECT p.id FROM (SELECT rowid AS hit FROM person_search WHERE person_search MATCH @born
  ORDER BY rowid DESC LIMIT 60) CROSS JOIN person p ON p.no = hit`)
/** The case of a number of the register. */
export const foundByRegister = `SELECT ${columns} FROM (SELECT DISTINCT book FROM case_file WHERE register_year = @year AND serial IS NOT NULL) b
  CROSS JOIN case_file f ON f.register_year = @year AND f.book = b.book AND f.serial = @serial
  CROSS JOIN procedure p ON p.id = f.procedure_id ORDER BY f.no DESC`

/** People as the search box shows them: by the beginnings of a name or number. */
export const boxPeople = `SELECT p.*, (SELECT count(DISTINCT case_id) FROM case_party WHERE person_id = p.id) AS caseCount
  FROM (SELECT rowid AS hit FROM person_search WHERE person_search MATCH @match ORDER BY rowid DESC LIMIT @limit)
  CROSS JOIN person p ON p.no = hit ORDER BY p.no DESC`

export const oldFiles = 'SELECT * FROM old_file WHERE struck_reason IS NULL AND folded LIKE @words ORDER BY sort_key LIMIT @limit'

/** Earlier applicants, the last recorded first. */
export const people = `SELECT p.*, (SELECT max(received_at) FROM case_file WHERE applicant_id = p.id) AS lastCaseAt
  FROM (SELECT rowid AS hit FROM person_search WHERE person_search MATCH @match ORDER BY rowid DESC LIMIT @limit)
  CROSS JOIN person p ON p.no = hit ORDER BY p.no DESC`

/** Procedures as the search box ranks them. */
export const procedures = `SELECT p.id, p.national_code AS nationalCode, p.short_code AS shortCode, p.name, p.field, p.group_name AS "group",
    p.level, p.tier, v.content ->> '$.timeLimit' AS timeLimit, v.content ->> '$.timeLimitText' AS timeLimitText
  FROM (SELECT *, CASE
      WHEN short_code = @shortCode THEN 0 WHEN substr(short_code, 1, length(@shortCode)) = @shortCode THEN 1
      WHEN substr(national_code, 1, length(@folded)) = @folded THEN 2
      WHEN substr(folded, 1, length(@folded)) = @folded OR substr(plain, 1, length(@folded)) = @folded THEN 3
      WHEN instr(folded, @folded) THEN 4 END AS rank
    FROM (SELECT *, CASE
      WHEN folded LIKE 'thu tuc dang ky %' THEN substr(folded, 17) WHEN folded LIKE 'thu tuc %' THEN substr(folded, 9)
      WHEN folded LIKE 'dang ky %' THEN substr(folded, 9) ELSE folded END AS plain FROM procedure)
    WHERE rank IS NOT NULL ORDER BY rank, tier, length(name), sort_key LIMIT @limit) p
  JOIN procedure_version v ON v.id = p.current_version_id
  ORDER BY rank, tier, length(name), sort_key`
export const procedureFields = 'SELECT DISTINCT field FROM procedure'

const effective = `e.status = 'approved' AND e.effective_from <= @date AND (e.effective_to IS NULL OR e.effective_to > @date)`

/** What the screens of the quality system read, row by row. */
export const system = {
  register: `SELECT d.*, e.id AS versionId, e.issue, e.revision, e.name, e.field, e.authority, e.owner_unit, e.limit_minutes,
      e.effective_from, e.effective_to, e.review_due_on,
      (SELECT count(*) FROM document_procedure p WHERE p.version_id = e.id) AS procedures,
      (SELECT o.id FROM document_version o WHERE o.document_id = d.id AND o.status IN ('draft', 'inReview', 'inApproval')) AS open
    FROM document d JOIN document_version e ON e.document_id = d.id AND ${effective} WHERE d.kind = 'process' ORDER BY d.code`,
  found: `SELECT d.*, e.id AS versionId, e.issue, e.revision, e.name, e.field, e.authority, e.owner_unit, e.limit_minutes,
      e.effective_from, e.effective_to, e.review_due_on
    FROM document d JOIN document_version e ON e.document_id = d.id AND ${effective}
    WHERE d.kind = 'process' AND (instr(e.folded, @word) OR e.content LIKE @inside) ORDER BY d.code`,
  versions: `SELECT id, issue, revision, status, name, hash, based_on, reason, author, drafted_at, changed_at, approved_on, effective_from,
      effective_to, review_due_on FROM document_version WHERE document_id = @documentId ORDER BY issue DESC, revision DESC`,
  document: 'SELECT * FROM document WHERE id = @documentId',
  codes: 'SELECT code FROM document_code WHERE document_id = @documentId',
  staff: `SELECT DISTINCT s.id, s.full_name FROM document_version v JOIN staff s ON s.id IN (v.author, v.submitted_by, v.reviewed_by, v.approved_by)
    WHERE v.document_id = @documentId`,
  version: 'SELECT v.*, d.code FROM document_version v JOIN document d ON d.id = v.document_id WHERE v.id = @versionId',
  processes: `SELECT d.id, d.code, d.group_name, e.id AS versionId, e.name, e.field, e.authority, e.issue, e.revision, p.procedure_key
    FROM document d JOIN document_version e ON e.document_id = d.id AND ${effective}
    LEFT JOIN document_procedure p ON p.version_id = e.id WHERE d.kind = 'process' ORDER BY d.code`,
  lines: `SELECT l.*, d.code FROM conformity_instrument i JOIN conformity_line l ON l.instrument_id = i.id
    LEFT JOIN document d ON d.id = l.document_id WHERE i.status = 'issued' AND i.in_force_from <= @date`,
  entries: `SELECT e.* FROM procedure_list l JOIN procedure_list_entry e ON e.list_id = l.id WHERE l.signed_on <= @date ORDER BY e.position`,
  deadlines: `SELECT DISTINCT l.law, e.id, e.document_id, d.code, e.name, e.effective_from, e.effective_to, d.withdrawn_from
    FROM document_law l JOIN document_version e ON e.id = l.version_id JOIN document d ON d.id = e.document_id
    WHERE ${effective} AND l.law IN (SELECT folded FROM law WHERE effective_to IS NOT NULL UNION SELECT amended FROM law_amendment)`,
} as const
