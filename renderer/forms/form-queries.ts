// The questions about forms and prints. All begin with `forms` or `register`: whatever changes one of them makes their answers stale.
import { queryOptions } from '@tanstack/react-query'
import { api } from '../client.ts'

export const formsQuery = queryOptions({ queryKey: ['forms', 'list'], queryFn: () => api.forms.list({}) })

export const formQuery = (formKey: string) =>
  queryOptions({ queryKey: ['forms', 'get', formKey], queryFn: () => api.forms.get({ formKey }) })

export const caseFormsQuery = (caseId: string) =>
  queryOptions({ queryKey: ['forms', 'ofCase', caseId], queryFn: () => api.forms.listOfCase({ caseId }) })

export const booksQuery = queryOptions({ queryKey: ['register', 'books'], queryFn: () => api.register.getBooks({}) })
