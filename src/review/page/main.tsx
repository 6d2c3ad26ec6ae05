import { render } from 'preact'
import { App } from './app.js'
import { createCalls } from './calls.js'
import { createDesk } from './desk.js'
import './style/page.css'
import { applyTheme } from './theme.js'
import { openToken } from './token.js'

applyTheme()
let open = () => {}
const token = openToken(() => open())
const desk = createDesk(createCalls(token))
open = () => void desk.open()
const page = document.getElementById('page')
if (page) render(<App desk={desk} />, page)
void desk.open()
