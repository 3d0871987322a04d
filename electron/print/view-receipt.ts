// Turns a case's values into the texts of its receipt. Apart from their schemas, because the codes bring a large library along that
// only printing needs.
import { fold, withoutOpening } from '../../db/model/text.ts'
import { barcodeSvg, qrSvg } from './codes.ts'
import { countWords, dateTimeWords, dateWords, type ReceiptData, type ReceiptView, twoDigits } from './form-data.ts'

const idOf = (person: ReceiptData['applicant']): string =>
  person.kind === 'organisation' ? person.taxNumber || person.idNumber : person.idNumber

/** An organisation signs through a person whom the form leaves to write the name. */
const signerOf = ({ applicant, submitter }: ReceiptData): string =>
  submitter?.person.fullName ?? (applicant.kind === 'citizen' ? applicant.fullName : '')

/** The request in the clerk's words; the procedure's name before it unless they hold it already. */
function requestWords({ procedureName, summary }: ReceiptData): string {
  const isNamed = fold(summary).includes(withoutOpening(fold(procedureName)))
  return isNamed ? summary : [procedureName, summary].filter((text) => text !== '').join('\n')
}

/**
 * The texts of a receipt. The date under the motto is the day of receipt, so a reprint bears the date of the first print and
 * says its own beside "In lại".
 */
export function viewReceipt(
  data: ReceiptData,
  form: { title: string; deskWordings: readonly string[]; copies: readonly string[] },
): Omit<ReceiptView, 'layout' | 'density'> {
  const { applicant, submitter } = data
  const deskName = data.deskName.toLocaleLowerCase('vi')
  return {
    documentTitle: `${form.title} ${data.code}`,
    copies: form.copies.map((label) => ({ label })),
    governingBody: data.governingBody,
    deskName: data.deskName,
    deskTellsItself: form.deskWordings.some((wording) => deskName.startsWith(wording.toLocaleLowerCase('vi'))),
    place: data.place,
    number: data.number,
    numberSuffix: data.numberSuffix,
    issuedOn: dateWords(data.receivedAt.slice(0, 10)),
    code: data.code,
    isProvisional: data.isProvisional,
    barcode: barcodeSvg(data.code),
    qr: qrSvg(data.code),
    applicantName: applicant.fullName,
    applicantId: idOf(applicant),
    applicantAddress: applicant.address,
    applicantPhone: applicant.phone,
    applicantEmail: applicant.email,
    submitter: submitter && {
      name: submitter.person.fullName,
      idNumber: idOf(submitter.person),
      address: submitter.person.address,
      phone: submitter.person.phone,
      email: submitter.person.email,
      authorisation: submitter.authorisation,
    },
    request: requestWords(data),
    components: data.components.map((component) => ({
      name: component.name,
      note: component.note,
      counts: countWords(component),
    })),
    setCount: twoDigits(data.setCount),
    timeLimit: data.timeLimit,
    receivedAt: dateTimeWords(data.receivedAt),
    dueAt: data.dueAt === null ? '' : dateTimeWords(data.dueAt),
    returnPlace: data.returnPlace,
    book: data.book,
    serial: data.serial === null ? '' : twoDigits(data.serial),
    signerName: signerOf(data),
    deskOfficerName: data.deskOfficerName,
    reprint: data.copyNumber === 1 ? '' : `In lại lần ${data.copyNumber - 1}, ${dateWords(data.printedAt.slice(0, 10))}`,
  }
}
