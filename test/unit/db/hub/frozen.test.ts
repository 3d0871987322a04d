// The hub's migrations are frozen like those of the offices.
import frozen from '../../../../db/hub/migrations/frozen.json' with { type: 'json' }
import { hubMigrations } from '../../../../db/hub/migrations/index.ts'
import { describeFrozen } from '../../../fixtures/frozen-migrations.ts'

describeFrozen('db/hub/migrations', hubMigrations, frozen)
