"""What warehouses have: asked side by side, known from files, corrected by hand (S-19)."""

from agentview.contract import stock, stock_file
from agentview.services.handler import handle, handle_prepared
from agentview.services.stock.checking import check
from agentview.services.stock.correcting import correct
from agentview.services.stock.history import history, warehouses
from agentview.services.stock.loading import check_file, load_file

HANDLERS = (
    handle(stock.WAREHOUSES, warehouses),
    handle_prepared(stock.CHECK, check),
    handle(stock.HISTORY, history),
    handle(stock.CORRECT, correct),
    handle(stock_file.CHECK_FILE, check_file),
    handle(stock_file.LOAD_FILE, load_file),
)
