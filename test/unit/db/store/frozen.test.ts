// The migrations of an office's database are frozen.
import frozen from '../../../../db/store/migrations/frozen.json' with { type: 'json' }
import { migrations } from '../../../../db/store/migrations/index.ts'
import { describeFrozen } from '../../../fixtures/frozen-migrations.ts'

describeFrozen('db/store/migrations', migrations, frozen)
